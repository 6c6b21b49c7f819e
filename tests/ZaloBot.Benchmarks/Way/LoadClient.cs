using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace ZaloBot.Benchmarks.Way;

/// <summary>
/// The load, in a process of its own: plain sockets, one request at a time on each, everything prepared before the clock
/// starts. Without a rate it goes as fast as answers come; with one it keeps it, and what waits for an earlier answer counts
/// as waiting.
/// </summary>
internal static class LoadClient
{
    public const string Verb = "load";

    /// <param name="args">port, path, connections, seconds, rate (0: none), requests prepared, run, file for the moments of sending ("-": none).</param>
    public static async Task<int> RunAsync(string[] args)
    {
        var numbers = args.Where((_, index) => index is 0 or 2 or 3 or 4 or 5).Select(text => int.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        var (port, connections, seconds, rate, prepared) = (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
        var run = args[6];
        var start = DateTimeOffset.UtcNow;
        var requests = Enumerable.Range(0, prepared).Select(number => WayEvents.Request(run, number, args[1], rate == 0 ? WayEvents.Spread(number, prepared) : start.AddSeconds((double)number / rate))).ToArray();
        var sentAt = new long[prepared];
        var clients = await Task.WhenAll(Enumerable.Range(0, connections).Select(async _ => await Connection.OpenAsync(port)));

        var next = -1;
        var started = Stopwatch.GetTimestamp();
        var end = started + (seconds * Stopwatch.Frequency);
        await Task.WhenAll(clients.Select(client => Task.Run(async () =>
        {
            while (Stopwatch.GetTimestamp() < end && Interlocked.Increment(ref next) is var number && (rate == 0 || number < prepared))
            {
                var due = rate == 0 ? 0 : started + (long)((double)number / rate * Stopwatch.Frequency);
                var wasFree = Stopwatch.GetTimestamp() < due;
                if (wasFree)
                {
                    await Task.Delay(Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due));
                }

                // A timer that rings late is this client's doing, a connection that was still busy the server's.
                var from = rate == 0 || wasFree ? Stopwatch.GetTimestamp() : due;
                sentAt[number % prepared] = DateTimeOffset.UtcNow.Ticks;
                await client.SendAsync(requests[number % prepared], from);
            }
        })));

        var lasted = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var latencies = clients.SelectMany(client => client.Latencies).Order().ToArray();
        if (args[7] != "-")
        {
            await File.WriteAllLinesAsync(args[7], Enumerable.Range(0, Math.Min(next + 1, prepared)).Where(number => sentAt[number] > 0)
                .Select(number => (Case: WayEvents.CaseOf(run, number), At: sentAt[number])).Where(sent => sent.Case is not null).Select(sent => $"{sent.Case} {sent.At}"));
        }

        Console.WriteLine(JsonSerializer.Serialize(new LoadResult(
            latencies.Length, latencies.Length / lasted, clients.Sum(client => client.Refused), Percentile(latencies, 0.5), Percentile(latencies, 0.99), Percentile(latencies, 0.999))));
        return 0;
    }

    internal static double Percentile(double[] ordered, double share) => ordered.Length == 0 ? 0 : ordered[Math.Min(ordered.Length - 1, (int)(ordered.Length * share))];

    private sealed class Connection(Socket socket)
    {
        private readonly byte[] _answer = new byte[4096];

        public List<double> Latencies { get; } = [];

        public int Refused { get; private set; }

        public static async Task<Connection> OpenAsync(int port)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync("127.0.0.1", port);
            return new Connection(socket);
        }

        public async Task SendAsync(byte[] request, long from)
        {
            await socket.SendAsync(request);
            var length = 0;
            while (!IsWhole(_answer.AsSpan(0, length)))
            {
                var read = await socket.ReceiveAsync(_answer.AsMemory(length));
                if (read == 0)
                {
                    throw new IOException("The server closed the connection.");
                }

                length += read;
            }

            Latencies.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            if (!_answer.AsSpan(0, length).StartsWith("HTTP/1.1 200"u8))
            {
                Refused++;
            }
        }

        private static bool IsWhole(ReadOnlySpan<byte> answer)
        {
            var head = answer.IndexOf("\r\n\r\n"u8);
            if (head < 0)
            {
                return false;
            }

            var text = Encoding.ASCII.GetString(answer[..head]);
            var at = text.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase);
            return at < 0 || answer.Length >= head + 4 + int.Parse(text.AsSpan(at + 16, (text.IndexOf('\r', at) is > 0 and var stop ? stop : text.Length) - at - 16), CultureInfo.InvariantCulture);
        }
    }
}

/// <summary>What a load came to; times in milliseconds.</summary>
internal sealed record LoadResult(int Requests, double PerSecond, int Refused, double P50, double P99, double P999);
