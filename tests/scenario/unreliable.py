"""A way to a server that fails on purpose, as networks and restarts do: what a client has to live through."""

import http.client
import http.server
import threading

RETRY_AFTER_S = 7


class Unreliable:
    """A proxy before a server on this machine. Each entry of `faults` is used up by one request: `busy` answers 503 with
    Retry-After RETRY_AFTER_S without asking the server; `lost` asks the server and drops the connection before the answer; `fine`
    passes on. After the last entry all is fine. `passed` has what reached the server: method, path, headers, status."""

    def __init__(self, port):
        self.faults = []
        self.passed = []
        way = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):  # noqa: N802  (the name that http.server looks for)
                way.carry(self, port)

            def do_POST(self):  # noqa: N802
                way.carry(self, port)

            def log_message(self, *_):
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def __enter__(self):
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def carry(self, asked, port):
        body = asked.rfile.read(int(asked.headers.get("Content-Length", 0)))
        fault = self.faults.pop(0) if self.faults else "fine"
        if fault == "busy":
            asked.send_response(503)
            asked.send_header("Retry-After", str(RETRY_AFTER_S))
            asked.send_header("Content-Length", "0")
            asked.end_headers()
            return
        upstream = http.client.HTTPConnection("127.0.0.1", port, timeout=90)
        try:
            headers = {name: value for name, value in asked.headers.items() if name.lower() not in ("host", "connection")}
            upstream.request(asked.command, asked.path, body or None, headers)
            answer = upstream.getresponse()
            content = answer.read()
        finally:
            upstream.close()
        self.passed.append((asked.command, asked.path, headers, answer.status))
        if fault == "lost":
            asked.close_connection = True
            return
        asked.send_response_only(answer.status)
        for name, value in answer.getheaders():
            asked.send_header(name, value)
        asked.end_headers()
        asked.wfile.write(content)
