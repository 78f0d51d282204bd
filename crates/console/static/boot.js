// Starts the console. A file of its own, because the page's policy allows no
// script in the page.
import start from "./console.js";

start().catch(() => {
  const sorry = document.createElement("p");
  sorry.className = "checking";
  sorry.textContent =
    "The console could not be loaded. It needs a browser of 2023 or later and a connection.";
  document.body.append(sorry);
});
