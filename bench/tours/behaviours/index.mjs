// Every behaviour of the pass table, in its order.

import { act } from "./act.mjs";
import { guest } from "./guest.mjs";
import { healing } from "./healing.mjs";
import { keys } from "./keys.mjs";
import { place } from "./place.mjs";
import { stack } from "./stack.mjs";
import { target } from "./target.mjs";

export const behaviours = [...target, ...healing, ...place, ...stack, ...act, ...keys, ...guest];
