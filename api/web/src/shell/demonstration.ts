/** Whether what stands in this register is invented. The server says so in its page: on the login nobody has asked the API yet. */
export const isDemonstration = 'demonstration' in document.documentElement.dataset;
