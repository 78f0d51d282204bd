//! More than one tab in a person's browser.

use thirtyfour::WindowHandle;

use super::browser::Browser;

/// The tab that is in front.
pub async fn tab(browser: &Browser) -> WindowHandle {
    browser.driver().window().await.unwrap()
}

/// Opens a page in a tab of its own. What follows happens there.
pub async fn opens(browser: &Browser, address: &str) -> WindowHandle {
    let tab = browser.driver().new_tab().await.unwrap();
    goes_to(browser, &tab).await;
    browser.prepare_tab().await;
    browser.goto(address).await;
    tab
}

pub async fn goes_to(browser: &Browser, tab: &WindowHandle) {
    browser.driver().switch_to_window(tab.clone()).await.unwrap();
}

/// Closes the one and goes to the other.
pub async fn closes(browser: &Browser, tab: &WindowHandle, then: &WindowHandle) {
    goes_to(browser, tab).await;
    browser.driver().close_window().await.unwrap();
    goes_to(browser, then).await;
}
