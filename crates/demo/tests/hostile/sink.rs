//! A third party: a server on a port of its own that writes down who asks it for
//! what, and who only rings.

use std::sync::{Arc, Mutex};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

/// A picture of one pixel.
const PIXEL: &[u8] = b"GIF89a\x01\0\x01\0\0\0\0!\xf9\x04\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";

#[derive(Clone, Default)]
struct Book {
    connections: usize,
    requests: Vec<String>,
    referrers: Vec<String>,
}

pub struct Sink {
    pub port: u16,
    book: Arc<Mutex<Book>>,
}

impl Sink {
    pub async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let book = Arc::<Mutex<Book>>::default();
        let written = Arc::clone(&book);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                written.lock().unwrap().connections += 1;
                tokio::spawn(answer(stream, Arc::clone(&written)));
            }
        });
        Self { port, book }
    }

    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// How often anybody rang, with a request or without.
    pub fn connections(&self) -> usize {
        self.book.lock().unwrap().connections
    }

    /// Method and path of every request.
    pub fn requests(&self) -> Vec<String> {
        self.book.lock().unwrap().requests.clone()
    }

    /// The pages that the requests said they came from.
    pub fn referrers(&self) -> Vec<String> {
        self.book.lock().unwrap().referrers.clone()
    }

    /// The vectors that were asked for.
    pub fn vectors(&self) -> Vec<usize> {
        let number = |request: &String| request.split("/v").nth(1)?.split('/').next()?.parse().ok();
        self.requests().iter().filter_map(number).collect()
    }
}

async fn answer(mut stream: TcpStream, book: Arc<Mutex<Book>>) {
    let mut head = Vec::new();
    let mut part = [0; 4096];
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        match stream.read(&mut part).await {
            Ok(length) if length > 0 => head.extend_from_slice(&part[..length]),
            _ => return,
        }
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let line = head.lines().next().unwrap_or_default();
    let request = line.rsplit_once(' ').map_or(line, |(request, _)| request).to_owned();
    {
        let mut book = book.lock().unwrap();
        let referrer = head
            .lines()
            .find_map(|line| line.to_ascii_lowercase().strip_prefix("referer: ").map(str::to_owned));
        book.referrers.extend(referrer);
        book.requests.push(request.clone());
    }
    let path = request.split([' ', '?']).nth(1).unwrap_or_default();
    let number = path.trim_start_matches("/v").split('/').next().unwrap_or_default();
    let script = format!("top.hit({number})");
    let (kind, body) = match path.rsplit('.').next().unwrap_or_default() {
        "js" | "j" => ("text/javascript", script.into_bytes()),
        "css" => ("text/css", b"p { color: red }".to_vec()),
        "html" | "htm" => ("text/html", format!("<script>{script}</script>").into_bytes()),
        "svg" => ("image/svg+xml", b"<svg xmlns='http://www.w3.org/2000/svg'><g id='x'/></svg>".to_vec()),
        _ => ("image/gif", PIXEL.to_vec()),
    };
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: {kind}\r\ncontent-length: {}\r\n\
         access-control-allow-origin: *\r\nconnection: close\r\n\r\n",
        body.len()
    );
    let _ = stream.write_all(&[head.as_bytes(), &body].concat()).await;
}
