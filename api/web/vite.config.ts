/// <reference types="vitest/config" />
import preact from '@preact/preset-vite';
import {defineConfig} from 'vite';

// `WISSEL_URL` names the server that a page under development talks to (`npm run dev`).
const server = process.env.WISSEL_URL ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [preact({reactAliasesEnabled: false})],
  build: {
    outDir: process.env.WISSEL_WEB_OUT ?? 'dist',
    emptyOutDir: true,
    // A page may load no inline script (Content-Security-Policy), which the polyfill would be.
    modulePreload: {polyfill: false},
    // Nothing becomes a `data:` address: the policy allows none for fonts and scripts.
    assetsInlineLimit: 0,
    target: 'es2022',
    sourcemap: false,
  },
  server: {
    host: '127.0.0.1',
    // The server refuses changes that come from pages of another origin, so the origin is told as its own.
    proxy: Object.fromEntries(['/v1', '/health', '/metrics'].map((path) => [path, {target: server, changeOrigin: true,
      headers: {origin: server}}])),
  },
  // One browser-like surrounding for all files: making one costs a second, and no test leaves anything in it.
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
    pool: 'threads',
    poolOptions: {threads: {singleThread: true, isolate: false}},
  },
});
