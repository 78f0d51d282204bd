// The new wording, from old text to new.

export const everywhere = {
  "Free delivery from €80": "Orders over €80 ship free",
  "· 60 days to send things back": "· Sixty-day returns",
  Basket: "Bag",
  item: "piece", items: "pieces",
  Camp: "Sleep outside", Kitchen: "Cook", "Carry & wear": "Bags and jackets", Home: "House and shed",
  Returns: "Send it back",
  Help: "Service",
  "Delivery and questions": "Shipping and FAQ",
  "Returns and faulty items": "Returns and repairs",
  "Talk to us": "Contact",
  "hello@fieldware.example": "service@fieldware.example",
  "Back to the shop": "Keep shopping",
  "Email": "Email address",
};

/** Names and one-line descriptions, wherever a product is shown. */
export const products = {
  "Ridgeline tent": "Ridgeline 2–3 person tent", "Stands up to wind, packs to 2.3 kg": "Quiet in a gale, 2.3 kg on your back",
  "Fell 300 sleeping bag": "Fell 300 down bag", "Warm to 0 °C, filled with recycled down": "Recycled down for frosty nights",
  "Drift sleeping mat": "Drift sleeping pad", "Self-inflating, 5 cm thick": "Five centimetres of comfort",
  "Ember camp stove": "Ember gas stove", "Boils a litre in under four minutes": "A litre in four minutes",
  "Hearth enamel kettle": "Hearth kettle in enamel", "For hobs and open fires": "Hob or campfire, it sings on both",
  "Tarn insulated bottle": "Tarn flask", "Hot for 12 hours, cold for 24": "Tea at dusk, ice at noon",
  "Moor 32 backpack": "Moor 32 litre rucksack", "32 litres, with a back that breathes": "An airy back and room for a weekend",
  "Quay canvas tote": "Quay shopper", "Heavy canvas, carries 20 kg": "Holds the whole market",
  "Squall rain jacket": "Squall waterproof", "Three layers, fully taped": "Every seam taped",
  "Beacon lantern": "Beacon rechargeable lantern", "Warm light, 40 hours a charge": "Forty hours of warm light",
  "Copse folding saw": "Copse pruning saw", "Cuts on the pull, locks open and shut": "Folds shut, locks both ways",
  "Shieling wool blanket": "Shieling throw", "Woven in Donegal from Irish wool": "Irish wool, woven in Donegal",
  "Orange ridge tent with its door open": "The Ridgeline pitched at dusk", "Yellow rain jacket with a hood": "The Squall in yellow",
};

export const product = {
  Size: "Pick a size", Volume: "Pick a volume", Length: "Pick a length", "Back length": "Pick a fit", Width: "Pick a width",
  Quantity: "How many?", "Add to basket": "Put in bag", "Go to basket": "View bag", "Goes well with": "People also take",
};

export const checkout = {
  Delivery: "Shipping", Payment: "Pay", Done: "Thanks", "Your order": "In your bag", "Change the basket": "Edit bag",
};

export const pages = {
  "/": {
    "Good things, used outside": "Made for weather",
    "Tents, stoves, blankets and saws that we use ourselves, and the parts to mend them.": "Kit we trust, and spare parts for all of it.",
    "See camping": "Shop tents and bags", "Everything we make room for": "All twelve", "12 things, chosen slowly": "Nothing we would not use",
    "Mended, not binned": "Repairs for ten years", "Sixty days to decide": "Try it for two months", "Send it back": "Return it",
    "Here in two days": "Fast from Galway",
  },
  "/basket.html": {
    "Your basket": "Your bag", "Order summary": "To pay", Goods: "Products", "Go to checkout": "Check out", Quantity: "How many", Remove: "Take out",
  },
  "/c/camp.html": { "Tents, bags and mats that have been slept in by the people who sell them.": "Everything for a night out." },
  "/c/kitchen.html": { "For cooking on a hob, on a beach or in the rain.": "Hot food anywhere." },
  "/c/carry.html": { "What goes on your back, over your shoulder and against the weather.": "Carry it, wear it." },
  "/c/home.html": { "Useful things for the shed, the sofa and the evening.": "Warm and useful." },
  "/checkout/": {
    "Where shall we send it?": "Shipping address", "How to reach you": "Your contact", "Delivery address": "Ship to", "Full name": "Recipient",
    "For your order confirmation, and nothing else.": "We send the receipt here.", "Address line": "Street and house number",
    "House number and street.": "No PO boxes, please.", "Town or city": "City", Postcode: "Eircode or ZIP", Country: "Ship to country",
    "Choose a country": "Select", "Continue to payment": "Next: pay", "Back to basket": "Return to bag",
  },
  "/checkout/payment.html": {
    "How would you like to pay?": "Pay by card", "By card. Nothing is charged until you press the button below.": "You pay when you place the order.",
    "Card number": "Number on the card", "The long number on the front.": "13 to 19 digits", "Expiry date": "Valid until", "Month and year.": "As printed.",
    "Security code": "CVC", "On the back.": "Three digits behind.", "Name on card": "Cardholder", "MM / YY": "04 / 29", "Pay now": "Place order",
    "Back to delivery": "Return to shipping",
  },
  "/checkout/done.html": { "Thank you, your order is placed": "Cheers! We are packing", "We pack it today or tomorrow, and write to you when it leaves.": "A tracking link follows." },
  "/help.html": {
    "What people ask us most, and how to ask us something else.": "Answers, and people.", "Common questions": "FAQ",
    "When will it arrive?": "How long does shipping take?", "What does delivery cost?": "Shipping prices",
    "Can I send it back if I have used it?": "Returning used things", "Something broke. Can you mend it?": "Repairs and spare parts",
    "My card was declined": "Payment did not go through", "How do I find my size?": "Size guide", "Start a return": "Return something",
    "Tell us what happened": "Ask for a repair",
  },
  "/returns.html": {
    "Sixty days to send something back, ten years to have it mended.": "Two months to return, ten years to repair.", "Order number": "Your order",
    "What is it about?": "Why are you writing?", "It is faulty": "Something is broken", "It is not what I ordered": "You sent the wrong thing",
    "I changed my mind": "I do not want it any more", "What should we know?": "Describe the problem", "Send request": "Submit", "How it works": "What happens then",
  },
  "/returns-done.html": { "We have your request": "Thanks, got it" },
};
