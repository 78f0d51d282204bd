use std::{
    fs::{self, OpenOptions},
    io::{self, Write},
    path::Path,
};

use serde::{Deserialize, Serialize};

use crate::DemoError;

/// With what an agent of the demo logs in: made at the first start, kept for the
/// next ones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Login {
    /// The name to log in with.
    pub name: String,
    /// The password.
    pub password: String,
    pub(crate) password_hash: String,
}

impl Login {
    /// Reads what an earlier start left in a file, or makes it for an agent of this name.
    pub(crate) fn of(data_dir: &Path, file: &str, name: &str) -> Result<Self, DemoError> {
        let file = data_dir.join(file);
        let unusable = |reason: String| DemoError::Data { file: file.clone(), reason };
        match fs::read_to_string(&file) {
            Ok(text) => toml::from_str(&text)
                .map_err(|error| unusable(format!("{}; delete it to have it made anew", error.message()))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let login = Self::new(name)?;
                login.write(&file).map_err(|error| unusable(error.to_string()))?;
                Ok(login)
            }
            Err(error) => Err(unusable(error.to_string())),
        }
    }

    fn new(name: &str) -> Result<Self, DemoError> {
        let password = password()?;
        let password_hash = alongside_relay::hash_password(&password)?;
        Ok(Self { name: name.to_owned(), password, password_hash })
    }

    fn write(&self, file: &Path) -> io::Result<()> {
        let text = toml::to_string(self).map_err(io::Error::other)?;
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(file)?.write_all(text.as_bytes())
    }
}

/// Four groups of five characters, none of which looks like another: 98 bits
/// that can be typed.
fn password() -> Result<String, DemoError> {
    const ALPHABET: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";
    // Whole multiples of the alphabet only, so that no character is likelier.
    let fair = 256 - 256 % ALPHABET.len();
    let mut out = String::new();
    while out.len() < 23 {
        let mut byte = [0];
        getrandom::fill(&mut byte).map_err(|error| DemoError::Data {
            file: "the system's random numbers".into(),
            reason: error.to_string(),
        })?;
        let byte = usize::from(byte[0]);
        if byte < fair {
            if out.len() % 6 == 5 {
                out.push('-');
            }
            out.push(char::from(ALPHABET[byte % ALPHABET.len()]));
        }
    }
    Ok(out)
}
