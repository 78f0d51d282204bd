// A MutationObserver that looks at nothing: what the browser alone takes to tell of changes.

export const about = { title: "bare MutationObserver", records: false };

export async function load() {
  let told = 0;
  const observer = new MutationObserver((records) => (told += records.length));
  return {
    start() {
      observer.observe(document, {
        subtree: true,
        childList: true,
        attributes: true,
        attributeOldValue: true,
        characterData: true,
        characterDataOldValue: true,
      });
    },
    stop: () => observer.disconnect(),
    told: () => told,
  };
}
