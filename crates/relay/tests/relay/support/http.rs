use super::House;

/// An answer over HTTP.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: ureq::http::HeaderMap,
    pub(crate) body: String,
    pub(crate) cookie: Option<String>,
}

pub(crate) async fn get(url: String, cookie: Option<String>) -> Answer {
    request(move |agent| {
        let mut get = agent.get(url);
        if let Some(cookie) = cookie {
            get = get.header("cookie", cookie);
        }
        get.call()
    })
    .await
}

/// With headers of its own.
pub(crate) async fn get_with(url: String, headers: Vec<(&'static str, String)>) -> Answer {
    request(move |agent| {
        headers.into_iter().fold(agent.get(url), |get, (name, value)| get.header(name, value)).call()
    })
    .await
}

pub(crate) async fn post_with(url: String, body: String, headers: Vec<(&'static str, String)>) -> Answer {
    request(move |agent| {
        let post = agent.post(url).header("content-type", "application/json");
        headers.into_iter().fold(post, |post, (name, value)| post.header(name, value)).send(body)
    })
    .await
}

pub(crate) async fn post(url: String, body: String, cookie: Option<String>) -> Answer {
    request(move |agent| {
        let mut post = agent.post(url).header("content-type", "application/json");
        if let Some(cookie) = cookie {
            post = post.header("cookie", cookie);
        }
        post.send(body)
    })
    .await
}

async fn request(
    make: impl FnOnce(ureq::Agent) -> Result<ureq::http::Response<ureq::Body>, ureq::Error> + Send + 'static,
) -> Answer {
    tokio::task::spawn_blocking(move || {
        let agent = ureq::Agent::config_builder().http_status_as_error(false).build().new_agent();
        let mut response = make(agent).unwrap();
        let cookie = response.headers().get("set-cookie").map(|value| {
            let value = value.to_str().unwrap();
            value.split(';').next().unwrap().to_owned()
        });
        Answer {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            body: response.body_mut().read_to_string().unwrap(),
            cookie,
        }
    })
    .await
    .unwrap()
}

pub(crate) async fn log_in(house: &House, name: &str, password: &str) -> Answer {
    let body = format!(r#"{{"name":"{name}","password":"{password}"}}"#);
    post(house.url("/api/login"), body, None).await
}
