// A style sheet of the size and make of a framework's: about 60 KB of small rules.

const BYTES = 60_000;
const SIDES = { t: "top", r: "right", b: "bottom", l: "left" };
const WIDTHS = { sm: 576, md: 768, lg: 992, xl: 1200 };
const HUES = { primary: 215, secondary: 210, success: 140, danger: 354, warning: 45, info: 190 };

const base = `
*,*::before,*::after{box-sizing:border-box}body{margin:0;font:400 16px/1.5 system-ui,sans-serif;color:#212529;background:#fff}
.grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(260px,1fr));gap:12px}.card{border:1px solid #ddd;border-radius:6px;padding:12px}
.table{width:100%;border-collapse:collapse}.table td,.table th{padding:6px;border-top:1px solid #dee2e6}.navbar-nav{display:flex;list-style:none}
.input,.select{display:block;width:100%;padding:4px 8px;border:1px solid #ced4da;border-radius:4px}.icon{vertical-align:-2px}
.danger td{background:#f8d7da}.glyphicon-remove::before{content:"\\00d7"}\n`;

export function style() {
  const rules = [base];
  let bytes = base.length;
  const add = (rule) => {
    rules.push(rule);
    bytes += rule.length + 1;
  };
  for (const [name, hue] of Object.entries(HUES)) {
    for (const part of ["btn", "badge", "alert", "text", "bg", "border"]) {
      add(`.${part}-${name}{color:hsl(${hue} 60% 20%);background-color:hsl(${hue} 70% 92%);border-color:hsl(${hue} 60% 70%)}`);
      add(`.${part}-${name}:hover,.${part}-${name}:focus-visible{background-color:hsl(${hue} 70% 86%);box-shadow:0 0 0 .2rem hsl(${hue} 70% 60%/.5)}`);
    }
  }
  for (let step = 0; bytes < BYTES; step++) {
    for (const [width, pixels] of [["", 0], ...Object.entries(WIDTHS)]) {
      const infix = width ? `-${width}` : "";
      const own = Object.entries(SIDES).flatMap(([letter, side]) => [
        `.m${letter}${infix}-${step}{margin-${side}:${step * 0.25}rem!important}`,
        `.p${letter}${infix}-${step}{padding-${side}:${step * 0.25}rem!important}`,
      ]);
      add(pixels ? `@media (min-width:${pixels}px){${own.join("")}}` : own.join("\n"));
    }
  }
  return rules.join("\n");
}
