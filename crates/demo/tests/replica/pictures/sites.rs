//! The demo's sites with the recorder alone in place of our script tag.

use std::{
    fs,
    path::{Path, PathBuf},
};

use alongside_demo::{Demo, Options};
use tempfile::TempDir;

const RECORDER: &str = "<script type=\"module\" src=\"/record.js\"></script>";

/// The running demo, and the folder its pages are in.
pub(super) struct Sites {
    demo: Demo,
    _pages: TempDir,
}

impl Sites {
    pub(super) async fn open() -> Self {
        let folder = TempDir::new().unwrap();
        for site in ["bank", "shop"] {
            for file in files(&root().join("www").join(site)) {
                copy(&file, &folder.path().join("www").join(file.strip_prefix(root().join("www")).unwrap()));
            }
            fs::write(folder.path().join("www").join(site).join("record.js"), include_str!("record.js"))
                .unwrap();
        }
        // Nobody logs in here: any page will do for the console.
        fs::write(folder.path().join("index.html"), "").unwrap();
        let mut options = Options::in_workspace(&root()).on_free_ports(&folder.path().join("data"));
        options.www = folder.path().join("www");
        options.console = folder.path().to_path_buf();
        if let Some(package) = std::env::var_os("ALONGSIDE_PKG") {
            options.pkg = package.into();
        }
        let demo = Demo::start(options).await.unwrap_or_else(|error| panic!("{error}"));
        Self { demo, _pages: folder }
    }

    pub(super) fn origin(&self, site: &str) -> &str {
        if site == "bank" { &self.demo.bank } else { &self.demo.shop }
    }

    pub(super) async fn close(self) {
        self.demo.shutdown().await;
    }
}

/// The addresses of a site's pages.
pub(super) fn pages(site: &str) -> Vec<String> {
    let folder = root().join("www").join(site);
    let html = files(&folder).into_iter().filter(|file| file.extension().is_some_and(|kind| kind == "html"));
    html.map(|file| format!("/{}", file.strip_prefix(&folder).unwrap().display())).collect()
}

/// A file as it is; of a page all but our script tag.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to.parent().unwrap()).unwrap();
    if from.extension().is_none_or(|kind| kind != "html") {
        fs::copy(from, to).unwrap();
        return;
    }
    let page = fs::read_to_string(from).unwrap();
    let begin = page
        .find("<script src=\"/alongside/")
        .unwrap_or_else(|| panic!("{}: has no script tag of ours", from.display()));
    let end = begin + page[begin..].find("</script>").unwrap() + "</script>".len();
    fs::write(to, format!("{}{RECORDER}{}", &page[..begin], &page[end..])).unwrap();
}

/// The files below a folder, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().to_path_buf()
}
