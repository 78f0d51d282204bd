// What has been entered so far, kept for this tab only.

export function read(key) {
  try {
    const value = JSON.parse(sessionStorage.getItem(key));
    return value !== null && typeof value === 'object' ? value : {};
  } catch {
    return {};
  }
}

export function write(key, value) {
  sessionStorage.setItem(key, JSON.stringify(value));
}

export function forget(key) {
  sessionStorage.removeItem(key);
}
