//! Has anything changed since the last build?
//!
//! Contents are compared, not times: a checkout touches every time, and a few
//! hundred small files are read in milliseconds. What was built is compared
//! too, so a folder that something else wrote to is built again.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::workspace::Workspace;

/// What a build is made from, and where the record of the last one is.
pub(crate) struct Stamp {
    record: PathBuf,
    inputs: u64,
}

impl Stamp {
    /// Reads the inputs (files or folders; missing ones count as empty). The
    /// recipe is how it is built: the source of that code, versions of tools.
    pub(crate) fn new(workspace: &Workspace, name: &str, inputs: &[&str], recipe: &[&str]) -> Result<Self> {
        let mut hasher = DefaultHasher::new();
        recipe.hash(&mut hasher);
        for input in inputs {
            for file in files_under(&workspace.path(input))? {
                file.hash(&mut hasher);
                fs::read(&file)
                    .with_context(|| format!("{} can't be read", file.display()))?
                    .hash(&mut hasher);
            }
        }
        Ok(Self { record: workspace.path("target/stamps").join(name), inputs: hasher.finish() })
    }

    /// Whether the output folder is what these inputs gave last time.
    pub(crate) fn holds_for(&self, output: &Path) -> Result<bool> {
        let Ok(recorded) = fs::read_to_string(&self.record) else {
            return Ok(false);
        };
        Ok(recorded == self.text(output)?)
    }

    /// Records that the output folder is made from these inputs.
    pub(crate) fn record(&self, output: &Path) -> Result<()> {
        if let Some(folder) = self.record.parent() {
            fs::create_dir_all(folder).context("target/stamps can't be made")?;
        }
        fs::write(&self.record, self.text(output)?).context("target/stamps can't be written")
    }

    fn text(&self, output: &Path) -> Result<String> {
        let mut hasher = DefaultHasher::new();
        for file in files_under(output)? {
            let facts = fs::metadata(&file).with_context(|| format!("{} can't be read", file.display()))?;
            (file, facts.len(), facts.modified().ok()).hash(&mut hasher);
        }
        Ok(format!("{:016x} {:016x}\n", self.inputs, hasher.finish()))
    }
}

/// Every file at or under a path, in a fixed order.
pub(crate) fn files_under(path: &Path) -> Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_path_buf()]);
    }
    let mut files = Vec::new();
    if path.is_dir() {
        let unreadable = || format!("{} can't be read", path.display());
        let mut entries = Vec::new();
        for entry in fs::read_dir(path).with_context(unreadable)? {
            entries.push(entry.with_context(unreadable)?.path());
        }
        entries.sort();
        for entry in entries {
            files.extend(files_under(&entry)?);
        }
    }
    Ok(files)
}
