// A component of its own before the form, with a field that is none of the form's.
customElements.define("site-search", class extends HTMLElement {
  connectedCallback() {
    this.attachShadow({ mode: "open" }).innerHTML = `<input aria-label="Search"><button type="button">Tarn bottle</button>`;
  }
});
const byId = (id) => document.getElementById(id);
// What is refused again and again is no progress of the walk.
setInterval(() => void new Image(1, 1).setAttribute("src", "https://beacon.example/"), 200);
byId("tarn").addEventListener("click", () => { byId("form").hidden = false; });
byId("form").addEventListener("submit", (event) => {
  event.preventDefault();
  byId("sent").textContent = `${byId("name").value} of ${byId("town").value}`;
  byId("sent").hidden = byId("sent").textContent !== "Ada Morgan of York";
});
