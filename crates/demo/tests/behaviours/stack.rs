//! What lies over what: modal dialogs, the highest of indexes, menus that close by themselves.

use crate::{
    AS_IT_IS,
    stage::{Page, Stage},
};

behaviours!(
    "stack",
    AS_IT_IS,
    target_in_a_modal_dialog,
    target_in_a_modal_dialog_within_a_shadow_root,
    a_dialog_that_opens_mid_step,
    help_is_reachable_in_a_dialog,
    a_host_at_the_highest_index,
    a_menu_that_closes_by_itself_stays_open,
);

async fn target_in_a_modal_dialog(stage: Stage) {
    // `closedby=any` closes at a click beside it: ours must not be beside it.
    let body =
        "<button>Behind</button><dialog id=d closedby=any><p>Sure?</p><button id=t>Yes</button></dialog>";
    let page = Page::new(body)
        .script("document.querySelector('#d').showModal();")
        .guide("{ target: '#t', title: 'Say yes', text: 'Or no.' }, { target: '#t', title: 'Really' }");
    stage.open(page).await;
    stage.sees_step_at("Say yes", "#t").await;
    stage.click("@.card .text").await;
    stage.must("the dialog stays open", "document.querySelector('#d').matches(':modal')").await;
    stage.click("@Next").await;
    stage.sees_step_at("Really", "#t").await;
    stage.must("the dialog stays open", "document.querySelector('#d').matches(':modal')").await;
    stage.click("@Finish").await;
    stage.sees_end("completed").await;
    stage.must("the dialog stays open", "document.querySelector('#d').matches(':modal')").await;
    stage.run("document.querySelector('#d').close(); h.stop()").await;
    stage.must("nothing of ours is left in it", "document.querySelector('#d').children.length === 2").await;
}

async fn target_in_a_modal_dialog_within_a_shadow_root(stage: Stage) {
    let page = Page::new("<button>Behind</button><div id=shell></div>")
        .script(
            "const root = document.querySelector('#shell').attachShadow({ mode: 'open' });
             const dialog = document.createElement('dialog'), button = document.createElement('button');
             Object.assign(button, { id: 't', textContent: 'Yes' });
             dialog.append(button);
             root.append(dialog);
             dialog.showModal();",
        )
        .guide("{ target: '#t', title: 'Say yes' }");
    stage.open(page).await;
    stage.sees_step_at("Say yes", "#t").await;
    stage.click("@Finish").await;
    stage.sees_end("completed").await;
    stage.must("the dialog stays open", "eyes.find('dialog').matches(':modal')").await;
}

const OPENS_A_DIALOG: &str = "<button id=t>Here</button><button id=open>Terms</button>\
    <dialog id=d><label>Name <input id=name></label><button id=close>Close</button></dialog>\
    <script>document.querySelector('#open').onclick = () => d.showModal(); \
    document.querySelector('#close').onclick = () => d.close();</script>";

async fn a_dialog_that_opens_mid_step(stage: Stage) {
    let page = Page::new(OPENS_A_DIALOG)
        .guide("{ target: '#t', title: 'Here' }, { target: '#open', title: 'Next' }");
    // Beside each other, so that the card below the one leaves the other free.
    stage.open(page.style("#open { margin-left: 500px }")).await;
    stage.sees_step_at("Here", "#t").await;
    stage.click("#open").await;
    stage.until("the dialog is open", "document.querySelector('#d').matches(':modal')").await;
    stage.write("#name", "Ada").await;
    stage.must("the dialog can be used", "document.querySelector('#name').value === 'Ada'").await;
    stage.click("#close").await;
    stage.sees_step_at("Here", "#t").await;
    stage.click("@Next").await;
    stage.sees_step_at("Next", "#open").await;
}

async fn help_is_reachable_in_a_dialog(stage: Stage) {
    let page = Page::new(OPENS_A_DIALOG).options("{ phone: '+353 1 555 0100' }");
    stage.open(page).await;
    stage.click("#open").await;
    stage.click("@[data-testid=launcher]").await;
    stage.until("the panel is open", "eyes.isSeen(eyes.ours('[data-testid=panel]'))").await;
    stage.must("the dialog stays open", "document.querySelector('#d').matches(':modal')").await;
    stage.click("#close").await;
    stage.click("@[data-testid=panel] .close").await;
    stage.until("the panel is closed", "!eyes.isSeen(eyes.ours('[data-testid=panel]'))").await;
}

async fn a_host_at_the_highest_index(stage: Stage) {
    let css = "#app { position: fixed; inset: 0; z-index: 2147483647; background: white; padding: 200px }";
    let page = Page::new("<div id=app><button id=t>Here</button></div>").style(css);
    stage.open(page.guide("{ target: '#t', title: 'Here' }")).await;
    stage.sees_step_at("Here", "#t").await;
    stage.click("@Finish").await;
    stage.sees_end("completed").await;
}

async fn a_menu_that_closes_by_itself_stays_open(stage: Stage) {
    let body = "<button popovertarget=menu id=more>More</button>\
        <div id=menu popover><button id=one>Rename</button><button id=two>Delete</button></div>";
    let page = Page::new(body).style("#menu { inset: 80px auto auto 200px }");
    stage.open(page.guide("{ target: '#one', title: 'One' }, { target: '#two', title: 'Two' }")).await;
    stage.click("#more").await;
    stage.sees_step_at("One", "#one").await;
    stage.must("the menu is open", "document.querySelector('#menu').matches(':popover-open')").await;
    stage.click("@Next").await;
    stage.sees_step_at("Two", "#two").await;
    stage.must("the menu stays open", "document.querySelector('#menu').matches(':popover-open')").await;
    stage.click("@Finish").await;
    stage.sees_end("completed").await;
    stage.must("the menu stays open", "document.querySelector('#menu').matches(':popover-open')").await;
    stage.run("document.querySelector('#menu').hidePopover(); h.stop()").await;
    stage
        .must("nothing of ours is left in it", "document.querySelector('#menu').children.length === 2")
        .await;
}
