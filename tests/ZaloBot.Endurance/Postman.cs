using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace ZaloBot.Endurance;

/// <summary>
/// Delivers events to whichever process lives, as the platform would: signed, some twice, some late, and again until somebody
/// answered 200. "Lost" means lost after that answer.
/// </summary>
internal sealed class Postman(IReadOnlyList<Uri> addresses, string secret) : HttpMessageHandler
{
    private const int Hands = 24;

    private readonly HttpClient _http = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(1), UseProxy = false }) { Timeout = TimeSpan.FromSeconds(2) };
    private readonly Channel<MadeEvent> _echoes = Channel.CreateUnbounded<MadeEvent>();
    private int _underway;
    private int _acknowledged;

    /// <summary>What was answered, and how often.</summary>
    public ConcurrentDictionary<string, int> Answers { get; } = new(StringComparer.Ordinal);

    /// <summary>Bodies of the echoes that were acknowledged.</summary>
    public ConcurrentBag<byte[]> Echoes { get; } = [];

    public int Acknowledged => Volatile.Read(ref _acknowledged);

    /// <summary>True while an echo waits or is under way.</summary>
    public bool HasEchoes => _echoes.Reader.Count > 0 || Volatile.Read(ref _underway) > 0;

    /// <summary>The order of delivery: 10 % out of order, 5 % a second time later.</summary>
    public static List<MadeEvent> Disturb(IReadOnlyList<MadeEvent> events, int seed)
    {
        var random = new Random(seed);
        var placed = new List<(double At, MadeEvent Event)>(events.Count * 21 / 20);
        for (var i = 0; i < events.Count; i++)
        {
            placed.Add((random.Next(10) == 0 ? i + random.Next(2, 400) : i, events[i]));
            if (random.Next(20) == 0)
            {
                placed.Add((i + random.Next(1, 5_000), events[i]));
            }
        }

        return [.. placed.OrderBy(entry => entry.At).Select(entry => entry.Event)];
    }

    /// <summary>Delivers all of them at a rate; done when each was answered 200.</summary>
    public async Task DeliverAsync(IReadOnlyList<MadeEvent> deliveries, int rate)
    {
        var next = -1;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Hands).Select(hand => Task.Run(async () =>
        {
            var random = new Random(hand);
            while (Interlocked.Increment(ref next) is var index && index < deliveries.Count)
            {
                var wait = TimeSpan.FromSeconds((double)index / rate) - Stopwatch.GetElapsedTime(started);
                if (wait > TimeSpan.FromMilliseconds(2))
                {
                    await Task.Delay(wait);
                }

                await DeliverAsync(deliveries[index], random);
                Interlocked.Increment(ref _acknowledged);
            }
        })));
    }

    /// <summary>Delivers echoes until told to stop.</summary>
    public Task DeliverEchoesAsync(CancellationToken stop) => Task.WhenAll(Enumerable.Range(0, 4).Select(hand => Task.Run(
        async () =>
        {
            var random = new Random(hand + 100);
            try
            {
                await foreach (var echo in _echoes.Reader.ReadAllAsync(stop))
                {
                    Interlocked.Increment(ref _underway);
                    await DeliverAsync(echo, random);
                    Echoes.Add(echo.Body);
                    Interlocked.Decrement(ref _underway);
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
            }
        },
        CancellationToken.None)));

    /// <summary>What the emulator sends (echoes of the bot's words) goes the same way as everything else.</summary>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _echoes.Writer.TryWrite(new MadeEvent(-1, await request.Content!.ReadAsByteArrayAsync(cancellationToken)));
        return new HttpResponseMessage(System.Net.HttpStatusCode.OK);
    }

    private async Task DeliverAsync(MadeEvent made, Random random)
    {
        for (var attempt = 0; ; attempt++)
        {
            var answer = await TryAsync(made.Body, addresses[random.Next(addresses.Count)]);
            Answers.AddOrUpdate(answer, 1, static (_, times) => times + 1);
            if (answer == "200")
            {
                return;
            }

            await Task.Delay(Math.Min(50 * (attempt + 1), 500));
        }
    }

    private async Task<string> TryAsync(byte[] body, Uri address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation("X-ZEvent-Signature", "mac=" + Sign(body));
        try
        {
            using var answer = await _http.SendAsync(request);
            return ((int)answer.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (HttpRequestException)
        {
            return "no connection";
        }
        catch (OperationCanceledException)
        {
            return "no answer in 2 s";
        }
    }

    // Written here once more on purpose, by the fact sheet (2.2).
    private string Sign(byte[] body)
    {
        using var json = JsonDocument.Parse(body);
        var timestamp = json.RootElement.GetProperty("timestamp").ToString();
        return Convert.ToHexStringLower(SHA256.HashData([.. Encoding.UTF8.GetBytes(Truth.AppId), .. body, .. Encoding.UTF8.GetBytes(timestamp), .. Encoding.UTF8.GetBytes(secret)]));
    }
}
