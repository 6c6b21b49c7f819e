using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;

namespace ZaloBot.Emulator;

/// <summary><c>GET /chat/live</c>: server-sent events for one open page: a line, a delivery, the world, the faults.</summary>
internal sealed class LiveFeed(ZaloEmulator emulator, Snapshot snapshot, Timeline timeline)
{
    /// <summary>A page this far behind is cut off; it connects again and reads everything anew.</summary>
    private const int Backlog = 1000;

    public async Task HandleAsync(HttpContext context, CancellationToken stopping)
    {
        var queue = Channel.CreateBounded<(string Event, string? Data)>(Backlog);
        var worldIsDue = 0;
        using var line = timeline.Lines.Listen(json => Offer("line", json));
        using var attempt = emulator.Deliveries.Attempts.Listen(tried => Offer("delivery", Snapshot.Describe(tried).ToJsonString()));
        emulator.World.Changed += TellWorld;
        emulator.Faults.Changed += TellFaults;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            context.Response.ContentType = "text/event-stream";
            await WriteAsync(context, "ready", "{}", either.Token);
            await foreach (var (name, data) in queue.Reader.ReadAllAsync(either.Token))
            {
                await WriteAsync(context, name, data ?? Late(name), either.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The page was closed, or the emulator is.
        }
        finally
        {
            emulator.World.Changed -= TellWorld;
            emulator.Faults.Changed -= TellFaults;
        }

        void Offer(string name, string? data)
        {
            if (!queue.Writer.TryWrite((name, data)))
            {
                queue.Writer.TryComplete();
            }
        }

        // One act changes the world several times; the page needs it once, as it is when its turn comes.
        void TellWorld(object? sender, EventArgs nothing)
        {
            if (Interlocked.Exchange(ref worldIsDue, 1) == 0)
            {
                Offer("world", null);
            }
        }

        void TellFaults(object? sender, EventArgs nothing) => Offer("faults", FaultControl.Describe(emulator).ToJsonString());

        string Late(string name)
        {
            Interlocked.Exchange(ref worldIsDue, 0);
            return name == "world" ? snapshot.World().ToJsonString() : "{}";
        }
    }

    private static async Task WriteAsync(HttpContext context, string name, string data, CancellationToken cancellationToken)
    {
        await context.Response.WriteAsync($"event: {name}\ndata: {data}\n\n", Encoding.UTF8, cancellationToken);
        await context.Response.Body.FlushAsync(cancellationToken);
    }
}
