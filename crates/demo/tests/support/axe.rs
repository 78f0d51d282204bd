//! axe-core, asked about what is on the screen.
