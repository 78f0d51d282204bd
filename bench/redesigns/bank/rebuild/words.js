// The new addresses, ids and the texts that changed.

export const ADDRESSES = {
  "/accounts.html": "/accounts", "/transfer.html": "/payments/new", "/dispute/": "/cards/disputes/new", "/help.html": "/help",
  "/open/": "/accounts/open", "/open/details.html": "/accounts/open/2", "/open/address.html": "/accounts/open/3",
  "/open/security.html": "/accounts/open/4",
};

const IDS = {
  continue: "next-step", start: "next-step", back: "prev-step", "open-account": "finish", fullname: "applicant_full_name",
  birthdate: "applicant_born_on", email: "applicant_email", mobile: "applicant_phone", address: "home_street",
  city: "home_city", postcode: "home_postcode", country: "home_country", employment: "work_status", income: "work_income",
  password: "secret_password", code: "secret_code", payee: "payment_payee", iban: "payment_iban", amount: "payment_amount",
  reference: "payment_reference", "review-transfer": "payment_submit", "transfer-confirm": "payment_confirm",
  "transfer-cancel": "payment_edit", "send-report": "dispute_submit", more: "dispute_note", main: "content",
};

/** Ids of the new markup; those of headings and shortcuts go. */
export const ids = (id) => IDS[id] ?? null;

export const everywhere = {
  "Card payments": "Cards",
  Transfer: "Payments",
  "Help and contact": "Help centre",
  "See my accounts": "To my accounts",
  Back: "Go back",
  Change: "Edit",
  "About you": "Details",
};

export const pages = {
  "/": {
    "Banking on steady ground": "The bank that keeps still",
    "What would you like to do?": "Good morning, what is next?",
    "Open an account": "Start an application",
    "Transfer money": "Make a payment",
    "Something is wrong with a card payment": "Report a card problem",
    "Accounts for where you are now": "Compare accounts",
    "Open an Everyday account": "Get Everyday", "Open a Student account": "Get Student", "Open a Joint account": "Get Joint",
  },
  "/accounts.html": {
    "Your accounts": "Overview", "Transfer money": "New payment", "Recent transactions": "Activity",
    "Something wrong with a card payment?": "Is a payment wrong?",
  },
  "/transfer.html": {
    "Transfer money": "New payment", "Name of the payee": "Payee", "Amount, in euro": "Amount (€)", "From account": "From",
    "Review transfer": "Review payment", "Is this right?": "Review your payment", Confirm: "Pay now", Cancel: "Edit",
  },
  "/transfer-done.html": { "Your transfer is on its way": "Payment sent", "Make another transfer": "New payment" },
  "/help.html": { Help: "Help centre", "Talk to us": "Contact", "Common questions": "Popular questions" },
  "/dispute/": { "Which payment is wrong?": "Report a payment", "Card lost or stolen?": "Lost your card?" },
  "/dispute/reason.html": {
    "What is wrong with it?": "What went wrong?", "I don’t recognise it": "Not mine", "Item never came": "Never arrived",
    "Send report": "Send", "Anything that helps us": "Notes",
  },
  "/dispute/done.html": { "We have your report": "Report received" },
  "/open/": { "Choose your account": "Choose a plan", "Which account would you like?": "Plans", Start: "Continue" },
  "/open/details.html": { "About you": "Your details", "Full name": "Legal name", "Mobile number": "Mobile phone" },
  "/open/address.html": {
    "Where you live and work": "Home and work", "Address line": "Street and number", "Town or city": "City",
    "Yearly income, in euro": "Gross income per year (€)", Employment: "Occupation",
  },
  "/open/security.html": {
    "Keep your account safe": "Secure your account", "One-time code": "Verification code", "Send a new code": "Resend code",
    "Show password": "Show",
  },
  "/open/review.html": { "Check what you entered": "Summary", "Open my account": "Submit application" },
  "/open/done.html": { "Your account is open": "Application approved" },
};
