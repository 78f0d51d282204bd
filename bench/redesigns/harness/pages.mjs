// The pages of the demo sites, and what a customer has entered before each.

const bankDraft = {
  account: "student", fullname: "Ada Morgan", birthdate: "1990-05-17", email: "ada@example.com",
  mobile: "+353 85 123 4567", address: "4 Quayside", city: "Cork", postcode: "T12 AB34", country: "IE",
  employment: "student", income: "32000", terms: "on",
};

const bankState = {
  session: {
    "northbank.open": bankDraft,
    "northbank.opened": { account: "Student", name: "Ada Morgan", email: "ada@example.com" },
    "northbank.dispute": { payment: "p3", merchant: "Kite & Key Electronics", amount: "€189.00", reason: "twice" },
    "northbank.transfer": {
      amount: "€120.50", payee: "Lee Lettings", iban: "IE29 AIBK 9311 5212 3456 78", from: "Everyday",
      date: "1 June 2026",
    },
  },
};

const shopState = {
  local: {
    "fieldware.basket": [
      { slug: "ridgeline-tent", name: "Ridgeline tent", cents: 28900, size: "2 person", quantity: 1 },
      { slug: "tarn-bottle", name: "Tarn insulated bottle", cents: 2800, size: "1 litre", quantity: 2 },
    ],
  },
  session: {
    "fieldware.delivery": { email: "ada@example.com", name: "Ada Morgan" },
    "fieldware.order": { number: "FW-204817", total: 34500, email: "ada@example.com" },
    "fieldware.return": { order: "FW-204817", email: "ada@example.com" },
  },
};

const bank = [
  "/", "/accounts.html", "/transfer.html", "/transfer-done.html", "/help.html",
  "/dispute/", "/dispute/reason.html", "/dispute/done.html",
  "/open/", "/open/details.html", "/open/address.html", "/open/security.html", "/open/review.html", "/open/done.html",
];

const products = [
  "ridgeline-tent", "fell-sleeping-bag", "drift-mat", "ember-stove", "hearth-kettle", "tarn-bottle",
  "moor-backpack", "quay-tote", "squall-jacket", "beacon-lantern", "copse-saw", "shieling-blanket",
];

const shop = [
  "/", "/basket.html", "/c/camp.html", "/c/kitchen.html", "/c/carry.html", "/c/home.html",
  ...products.map((name) => `/p/${name}.html`),
  "/checkout/", "/checkout/payment.html", "/checkout/done.html", "/help.html", "/returns.html", "/returns-done.html",
];

/** Fills in the transfer, so that its dialog opens over the page. */
async function reviewTransfer(page) {
  await page.selectOption("#from-account", "everyday");
  await page.fill("#payee", "Lee Lettings");
  await page.fill("#iban", "IE29 AIBK 9311 5212 3456 78");
  await page.fill("#amount", "120.50");
  await page.click("#review-transfer");
  await page.waitForSelector("#transfer-review[open]");
}

/** Puts the thing into the basket, so that the page says so. */
async function addToBasket(page) {
  await page.check("#size-m");
  await page.click("#add-to-basket");
  await page.waitForSelector("#added:not([hidden])");
}

/** `frame`: header and footer, the same on every page, count on the site's first page only. */
export const sites = [
  {
    site: "bank",
    state: bankState,
    pages: [
      ...bank.map((path) => ({ path, frame: path === "/" })),
      { path: "/transfer.html", name: "/transfer.html (dialog)", only: "dialog", prepare: reviewTransfer },
    ],
  },
  {
    site: "shop",
    state: shopState,
    pages: [
      ...shop.map((path) => ({ path, frame: path === "/" })),
      { path: "/p/squall-jacket.html", name: "/p/squall-jacket.html (added)", only: "#added", prepare: addToBasket },
    ],
  },
];

export const redesigns = ["components", "copy", "rebuild"];
