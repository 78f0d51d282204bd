//! The demo as a program.

use std::{
    env,
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use alongside_demo::{BANK_PORT, Demo, Options, RELAY_PORT, SHOP_PORT};
use alongside_relay::Turn;
use clap::Parser;
use tokio::signal;

/// A bank, a shop, the relay and the agents' console, on this machine.
#[derive(Parser)]
#[command(name = "alongside-demo", version)]
struct Arguments {
    /// The port of the relay and the console.
    #[arg(long, env = "ALONGSIDE_DEMO_RELAY_PORT", default_value_t = RELAY_PORT)]
    relay_port: u16,
    /// The port of the bank.
    #[arg(long, env = "ALONGSIDE_DEMO_BANK_PORT", default_value_t = BANK_PORT)]
    bank_port: u16,
    /// The port of the shop.
    #[arg(long, env = "ALONGSIDE_DEMO_SHOP_PORT", default_value_t = SHOP_PORT)]
    shop_port: u16,
    /// Where the database and the agent's password are kept [default: target/demo].
    #[arg(long, env = "ALONGSIDE_DEMO_DATA_DIR")]
    data_dir: Option<PathBuf>,
    /// Addresses of a TURN server for calls, such as `turn:turn.example.com:3478?transport=udp`;
    /// browsers of one machine need none.
    #[arg(long, env = "ALONGSIDE_DEMO_TURN", value_delimiter = ',', requires = "turn_secret")]
    turn: Vec<String>,
    /// What that server has as `static-auth-secret`.
    #[arg(long, env = "ALONGSIDE_DEMO_TURN_SECRET", hide_env_values = true, requires = "turn")]
    turn_secret: Option<String>,
}

/// How long a credential for the TURN server holds, in seconds: what the relay takes when not told.
const TURN_LIFETIME: u64 = 3600;

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::WARN)
        .with_writer(io::stderr)
        .init();
    match run(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            #[expect(clippy::print_stderr, reason = "the last words of a program")]
            {
                eprintln!("alongside-demo: {error}");
            }
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> Result<(), Box<dyn std::error::Error>> {
    let mut options = Options::in_workspace(&workspace()).with_everything();
    options.relay_port = arguments.relay_port;
    options.bank_port = arguments.bank_port;
    options.shop_port = arguments.shop_port;
    if let Some(data_dir) = arguments.data_dir {
        options.data_dir = data_dir;
    }
    if let (false, Some(secret)) = (arguments.turn.is_empty(), arguments.turn_secret) {
        let (urls, lifetime_seconds) = (arguments.turn, TURN_LIFETIME);
        options.turn =
            Some(Turn { urls, secret_file: None, lifetime_seconds, secret: secret.as_str().into() });
    }
    let demo = Demo::start(options).await?;
    say(&demo)?;
    asked_to_stop().await?;
    demo.shutdown().await;
    Ok(())
}

/// The root of the workspace: cargo says where this crate is, and without cargo
/// it is where one stands.
fn workspace() -> PathBuf {
    let crate_dir = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    crate_dir.as_deref().and_then(|dir| dir.ancestors().nth(2)).unwrap_or(Path::new("")).to_path_buf()
}

fn say(demo: &Demo) -> io::Result<()> {
    let Demo { bank, shop, console, login, colleague, .. } = demo;
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "\n  Alongside is running.\n\n\
         \x20   Bank      {bank}\n\
         \x20   Shop      {shop}\n\
         \x20   Console   {console}\n\n\
         \x20   Name      {}\n\
         \x20   Password  {}\n\n\
         \x20   A second agent, in another browser profile, to hand a customer over to:\n\
         \x20   Name      {}\n\
         \x20   Password  {}\n\n\
         \x20 Ctrl-C stops everything.\n",
        login.name, login.password, colleague.name, colleague.password
    )?;
    // A pipe holds lines back, and whoever reads it waits for these.
    out.flush()
}

#[cfg(unix)]
async fn asked_to_stop() -> io::Result<()> {
    let mut terminate = signal::unix::signal(signal::unix::SignalKind::terminate())?;
    tokio::select! {
        pressed = signal::ctrl_c() => pressed,
        _ = terminate.recv() => Ok(()),
    }
}

#[cfg(not(unix))]
async fn asked_to_stop() -> io::Result<()> {
    signal::ctrl_c().await
}
