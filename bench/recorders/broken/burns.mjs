// Works for 100 ms at every change, half of it at once and half of it later.

const HALF = 50;

export const about = { title: "burns", records: false };

export async function load() {
  const burn = () => {
    const end = performance.now() + HALF;
    while (performance.now() < end);
  };
  const observer = new MutationObserver(() => {
    burn();
    setTimeout(burn, 300);
  });
  return {
    start: () => observer.observe(document.querySelector("#rows"), { subtree: true, childList: true, characterData: true }),
    stop: () => observer.disconnect(),
  };
}
