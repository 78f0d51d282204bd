// A page that never rests: ten times a second rows come, go and change.

const EVERY = 100;
const ROWS = 100;

/** Starts it; the function it returns ends it and tells how many rounds there were. */
export function churn(table, body) {
  let rounds = 0;
  const timer = setInterval(() => {
    rounds++;
    for (let row = 0; row < ROWS; row++) table.remove(0);
    table.create(ROWS);
    for (let row = 0; row < ROWS; row++) body.children[row * 3].querySelector(".lbl").firstChild.data += "!";
  }, EVERY);
  return () => {
    clearInterval(timer);
    return rounds;
  };
}
