using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using ZaloBot.Zalo.Api;
using ZaloBot.Zalo.Tests.Infrastructure;
using ZaloBot.Zalo.Tokens;

namespace ZaloBot.Zalo.Tests.Api;

/// <summary>
/// The same over real sockets of this machine: whether a call was sent is read from what the HTTP stack does, so the HTTP
/// stack itself has to be asked.
/// </summary>
public sealed class RealNetworkTests : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<Task> _serving = [];
    private ServiceProvider? _services;

    public RealNetworkTests() => _listener.Start();

    private int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await Task.WhenAll(_serving).ContinueWith(_ => { }, TaskScheduler.Default);
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }
    }

    [Fact]
    public async Task Nobody_listening_means_that_nothing_was_sent()
    {
        var port = Port;
        _listener.Stop();

        (await SendAsync(new Uri($"http://127.0.0.1:{port}"))).Error!.Fate.ShouldBe(CallFate.NotSent);
    }

    [Fact]
    public async Task An_address_without_a_name_means_that_nothing_was_sent() =>
        (await SendAsync(new Uri("http://khong-co.invalid"))).Error!.Fate.ShouldBe(CallFate.NotSent);

    [Fact]
    public async Task A_failed_handshake_means_that_nothing_was_sent()
    {
        Serve(async (stream, _) => await stream.WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray()));

        (await SendAsync(new Uri($"https://127.0.0.1:{Port}"))).Error!.Fate.ShouldBe(CallFate.NotSent);
    }

    [Fact]
    public async Task A_connection_closed_after_the_request_is_unclear()
    {
        Serve((_, _) => Task.CompletedTask);

        (await SendAsync(Here)).Error!.Fate.ShouldBe(CallFate.Unclear);
    }

    [Fact]
    public async Task A_server_that_stays_silent_is_unclear()
    {
        var over = new TaskCompletionSource();
        Serve((_, _) => over.Task);

        (await SendAsync(Here, options => options.CallTimeout = TimeSpan.FromMilliseconds(300))).Error!.Fate.ShouldBe(CallFate.Unclear);

        over.SetResult();
    }

    [Fact]
    public async Task An_answer_cut_short_is_unclear()
    {
        Serve(async (stream, _) => await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"error\":0"u8.ToArray()));

        (await SendAsync(Here)).Error!.Fate.ShouldBe(CallFate.Unclear);
    }

    [Fact]
    public async Task The_token_goes_under_its_own_name_and_nowhere_else()
    {
        var request = "";
        Serve(async (stream, seen) =>
        {
            request = seen;
            await AnswerAsync(stream, """{"data":{"message_id":"m1"},"error":0}""");
        });

        (await SendAsync(Here)).IsOk.ShouldBeTrue();

        request.ShouldContain("\r\naccess_token: access-1\r\n", Case.Sensitive);
        request.ShouldContain("\r\nappsecret_proof: ", Case.Sensitive);
        request.ShouldNotContain("Authorization");
        request.ShouldStartWith("POST /v3.0/oa/group/message HTTP/1.1\r\n");
        request.ShouldEndWith("""{"recipient":{"group_id":"g1"},"message":{"text":"Chào các đồng chí"}}""");
    }

    [Fact]
    public async Task A_redirect_is_not_followed_with_the_token()
    {
        var requests = 0;
        Serve(async (stream, _) =>
        {
            requests++;
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 307 Temporary Redirect\r\nLocation: http://127.0.0.1:{Port}/elsewhere\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
        });

        (await SendAsync(Here)).Error!.HttpStatus.ShouldBe(307);

        requests.ShouldBe(1);
    }

    private Uri Here => new($"http://127.0.0.1:{Port}");

    private Task<ZaloResult<SentMessage>> SendAsync(Uri address, Action<ZaloOptions>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<ITokenStore>(new MemoryTokenStore());
        services.AddSingleton<ITokenLock>(new MemoryTokenLock());
        services.AddLogging();
        services.AddZalo(options =>
        {
            options.OpenApiUrl = address;
            options.AccessToken = "access-1";
            options.AppSecretKey = "appSecretForTests";
            options.SendsAppSecretProof = true;
            configure?.Invoke(options);
        });
        _services = services.BuildServiceProvider();
        return _services.GetRequiredService<ZaloClient>().SendGroupTextAsync("g1", "Chào các đồng chí");
    }

    private static async Task AnswerAsync(Stream stream, string json) =>
        await stream.WriteAsync(Encoding.UTF8.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(json)}\r\nConnection: close\r\n\r\n{json}"));

    // Serves connections one after the other: reads a whole request, lets the test answer, closes.
    private void Serve(Func<Stream, string, Task> answer) => _serving.Add(Task.Run(async () =>
    {
        while (true)
        {
            using var client = await _listener.AcceptTcpClientAsync();
            await using var stream = client.GetStream();
            var seen = new StringBuilder();
            var buffer = new byte[8192];
            int read;
            do
            {
                read = await stream.ReadAsync(buffer);
                seen.Append(Encoding.UTF8.GetString(buffer, 0, read));
            }
            while (read > 0 && !IsWhole(seen.ToString()));

            await answer(stream, seen.ToString());
        }
    }));

    // A TLS greeting is no request; it is whole as it comes.
    private static bool IsWhole(string seen)
    {
        if (!seen.StartsWith("POST", StringComparison.Ordinal))
        {
            return true;
        }

        var end = seen.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var length = System.Text.RegularExpressions.Regex.Match(seen, @"Content-Length: (\d+)").Groups[1].Value;
        return end >= 0 && Encoding.UTF8.GetByteCount(seen[(end + 4)..]) >= int.Parse(length, System.Globalization.CultureInfo.InvariantCulture);
    }
}
