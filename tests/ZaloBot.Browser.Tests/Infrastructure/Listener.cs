using System.Net;
using System.Text.Json.Nodes;

namespace ZaloBot.Browser.Tests;

/// <summary>The app's side of the webhook: takes everything, keeps it, and can be waited for.</summary>
public sealed class Listener : HttpMessageHandler
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Lock _gate = new();
    private readonly List<JsonObject> _events = [];
    private readonly List<(Func<JsonObject, bool> Which, TaskCompletionSource<JsonObject> Found)> _waiting = [];

    public Task<JsonObject> WaitForAsync(Func<JsonObject, bool> which)
    {
        lock (_gate)
        {
            if (_events.Find(body => which(body)) is { } already)
            {
                return Task.FromResult(already);
            }

            var found = new TaskCompletionSource<JsonObject>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((which, found));
            return found.Task.WaitAsync(Patience);
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = JsonNode.Parse(await request.Content!.ReadAsByteArrayAsync(cancellationToken))!.AsObject();
        lock (_gate)
        {
            _events.Add(body);
            foreach (var (which, found) in _waiting)
            {
                if (which(body))
                {
                    found.TrySetResult(body);
                }
            }
        }

        return new HttpResponseMessage(HttpStatusCode.OK);
    }
}
