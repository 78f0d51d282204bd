//! Starts the console in the page that loads it.

fn main() {
    #[cfg(target_arch = "wasm32")]
    alongside_console::start();
}
