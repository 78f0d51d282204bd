// The same words in the same order for everybody: pages differ in nothing from run to run.

/** Numbers from 0 to 1 that are always the same for a seed (Park and Miller's generator). */
export function dice(seed = 7) {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

const ADJECTIVES = "pretty large big small tall short long handsome plain quaint clean elegant easy angry crazy helpful mushy odd unsightly adorable important inexpensive cheap expensive fancy".split(" ");
const COLOURS = "red yellow blue green pink brown purple white black orange".split(" ");
const THINGS = "table chair house bbq desk car pony cookie sandwich burger pizza mouse keyboard".split(" ");

export const pick = (roll, words) => words[Math.floor(roll() * words.length)];
/** A label as in js-framework-benchmark. */
export const label = (roll) => `${pick(roll, ADJECTIVES)} ${pick(roll, COLOURS)} ${pick(roll, THINGS)}`;
export const sentence = (roll) => `A ${label(roll)} beside the ${label(roll)}, sent in two days, and taken back within a month.`;

/** A number in letters alone, so that no recorder takes it for something private. */
export function letters(number) {
  let word = "";
  for (let rest = number; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    word = String.fromCharCode(97 + ((rest - 1) % 26)) + word;
  }
  return `q${word}`;
}
