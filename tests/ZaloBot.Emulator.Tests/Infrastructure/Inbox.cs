using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace ZaloBot.Emulator.Tests;

/// <summary>The app's side of the webhook: keeps what arrives, answers as told, and can be unreachable.</summary>
public sealed class Inbox : HttpMessageHandler
{
    private readonly Lock _gate = new();
    private readonly List<Received> _received = [];
    private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

    public bool IsUnreachable { get; set; }

    /// <summary>When set, answers wait for it.</summary>
    public TaskCompletionSource? Hold { get; set; }

    /// <summary>Done when the first event is here, answered or not.</summary>
    public Task Arrived => _arrived.Task;

    public IReadOnlyList<Received> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _received];
            }
        }
    }

    public IEnumerable<string> Names => All.Select(received => received.Name);

    public Received Last => All[^1];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (IsUnreachable)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, "refused");
        }

        var received = new Received(
            await request.Content!.ReadAsByteArrayAsync(cancellationToken),
            request.Headers.TryGetValues("X-ZEvent-Signature", out var signature) ? signature.Single() : null,
            request.Headers.TryGetValues("num_retry", out var retry) ? retry.Single() : null,
            request.Content.Headers.ContentType!.ToString());
        lock (_gate)
        {
            _received.Add(received);
        }

        _arrived.TrySetResult();
        if (Hold is { } hold)
        {
            await hold.Task.WaitAsync(cancellationToken);
        }

        return new HttpResponseMessage(Status);
    }
}

public sealed record Received(byte[] Raw, string? Signature, string? Retry, string ContentType)
{
    public string Text => Encoding.UTF8.GetString(Raw);

    public JsonObject Json => JsonNode.Parse(Raw)!.AsObject();

    public string Name => (string?)Json["event_name"] ?? "";
}
