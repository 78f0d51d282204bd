//! What a test that failed leaves behind.

use std::{fs, path::Path, process::Command};

/// Ends every process that was started with this folder: a browser outlives the driver
/// that is killed under it, and its call would go on.
pub fn end(folder: &Path) {
    let Ok(processes) = fs::read_dir("/proc") else { return };
    let folder = folder.to_string_lossy();
    let numbers: Vec<String> = processes
        .flatten()
        .filter(|process| {
            let arguments = fs::read(process.path().join("cmdline")).unwrap_or_default();
            String::from_utf8_lossy(&arguments).contains(&*folder)
        })
        .filter_map(|process| process.file_name().into_string().ok())
        .collect();
    if !numbers.is_empty() {
        // The shell's own `kill`: the program is not on every machine.
        let _ = Command::new("sh").arg("-c").arg(format!("kill -9 {}", numbers.join(" "))).status();
    }
}
