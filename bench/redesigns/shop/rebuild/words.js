// The new addresses, ids and the texts that changed.

const PRODUCTS = {
  "ridgeline-tent": "tents", "fell-sleeping-bag": "sleeping-bags", "drift-mat": "mats", "ember-stove": "cooking", "hearth-kettle": "cooking",
  "tarn-bottle": "drink", "moor-backpack": "packs", "quay-tote": "bags", "squall-jacket": "jackets", "beacon-lantern": "light", "copse-saw": "tools",
  "shieling-blanket": "blankets",
};

export const ADDRESSES = {
  "/basket.html": "/cart", "/c/camp.html": "/shop/camp", "/c/kitchen.html": "/shop/kitchen", "/c/carry.html": "/shop/carry", "/c/home.html": "/shop/home",
  "/returns.html": "/help/returns", "/help.html": "/help", "/checkout/": "/checkout/address",
  ...Object.fromEntries(Object.entries(PRODUCTS).map(([name, group]) => [`/p/${name}.html`, `/shop/${group}/${name}`])),
};

const IDS = {
  email: "contact_email", address: "ship_line1", city: "ship_city", postcode: "ship_postcode", country: "ship_country", continue: "to-payment",
  pay: "submit-payment", "card-number": "pan", "card-cvc": "cvv", "card-name": "holder", "card-expiry": "expiry", quantity: "qty", size: "variant",
  "add-to-basket": "buy", checkout: "proceed", order: "return_order", reason: "return_reason", details: "return_details",
  "send-request": "return_submit", main: "content",
};

/** Ids of the new templates; those of headings and small links go. */
export const ids = (id) => IDS[id] ?? null;

export const everywhere = {
  Basket: "Cart",
  "Carry & wear": "Packs and jackets",
  "Delivery and questions": "Delivery",
  "Returns and faulty items": "Returns",
  "Talk to us": "Contact us",
  "Back to the shop": "Continue shopping",
  "All products": "Shop",
  "Add to basket": "Add to cart",
  "Go to basket": "Open cart",
  "Change the basket": "Edit cart",
};

export const pages = {
  "/": { "Good things, used outside": "Well made for outdoors", "See camping": "See tents and bags", "Everything we make room for": "The whole range" },
  "/basket.html": { "Your basket": "Cart", "Order summary": "Summary", "Go to checkout": "Checkout" },
  "/checkout/": {
    "Where shall we send it?": "Delivery details", "Town or city": "City", "Address line": "Street", "How to reach you": "Contact",
    "Continue to payment": "Continue", "Back to basket": "Back to cart", "Your order": "Order summary",
  },
  "/checkout/payment.html": {
    "How would you like to pay?": "Payment details", "Security code": "CVV", "Name on card": "Cardholder name", "Expiry date": "Expires",
    "Pay now": "Place order", "Back to delivery": "Edit delivery", "Your order": "Order summary",
  },
  "/checkout/done.html": { "Thank you, your order is placed": "Order confirmed", "Your order": "Details" },
  "/help.html": { "When will it arrive?": "Delivery times", "What does delivery cost?": "Delivery cost", "My card was declined": "Card declined" },
  "/returns.html": {
    "Returns and faulty items": "Start a return", "What is it about?": "Reason", "What should we know?": "Message", "Send request": "Send", "How it works": "What happens next",
  },
  "/returns-done.html": { "We have your request": "Request received" },
};
