using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ZaloBot.Emulator;

/// <summary>The chat page and the control endpoints, on a port of their own that no fault touches.</summary>
internal sealed class PageHost : IAsyncDisposable
{
    private readonly ZaloEmulator _emulator;
    private readonly Timeline _timeline;
    private readonly Snapshot _snapshot;
    private readonly LiveFeed _live;
    private readonly ActEndpoint _acts;
    private readonly CancellationTokenSource _stopping = new();
    private WebApplication? _app;
    private int _port;

    public PageHost(ZaloEmulator emulator, EmulatorOptions options)
    {
        _emulator = emulator;
        _port = options.PagePort;
        _timeline = new Timeline(emulator.World);
        _snapshot = new Snapshot(emulator, options, _timeline);
        _live = new LiveFeed(emulator, _snapshot, _timeline);
        _acts = new ActEndpoint(emulator);
    }

    public Uri Address => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}/"));

    public async Task ListenAsync(CancellationToken cancellationToken) =>
        (_app, _port) = await Loopback.StartAsync(_port, Configure, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        if (_app is { } app)
        {
            await Loopback.StopAsync(app);
        }

        _timeline.Dispose();
        _stopping.Dispose();
    }

    private void Configure(WebApplication app)
    {
        app.Use(PageGuard.HandleAsync);
        foreach (var asset in PageAsset.All)
        {
            app.MapGet(asset.Path, (RequestDelegate)asset.WriteAsync);
        }

        app.MapGet("/chat/state", (RequestDelegate)(context => WriteAsync(context, 200, _snapshot.Everything())));
        app.MapGet("/chat/live", (RequestDelegate)(context => _live.HandleAsync(context, _stopping.Token)));
        app.MapPost("/chat/act", (RequestDelegate)ActAsync);
        app.MapPost("/control/expire-tokens", (RequestDelegate)ExpireTokensAsync);
        app.MapGet("/control/faults", (RequestDelegate)(context => WriteAsync(context, 200, FaultControl.Describe(_emulator))));
        app.MapPut("/control/faults", (RequestDelegate)ControlAsync);
    }

    private async Task ActAsync(HttpContext context)
    {
        try
        {
            await _acts.DoAsync(await ReadAsync(context));
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        catch (ActRefusedException refused)
        {
            await WriteAsync(context, StatusCodes.Status409Conflict, new JsonObject { ["problem"] = refused.Message });
        }
        catch (FormatException unreadable)
        {
            await WriteAsync(context, StatusCodes.Status400BadRequest, new JsonObject { ["problem"] = unreadable.Message });
        }
    }

    private async Task ControlAsync(HttpContext context)
    {
        try
        {
            await FaultControl.ApplyAsync(_emulator, await ReadAsync(context));
            await WriteAsync(context, 200, FaultControl.Describe(_emulator));
        }
        catch (FormatException unreadable)
        {
            await WriteAsync(context, StatusCodes.Status400BadRequest, new JsonObject { ["problem"] = unreadable.Message });
        }
    }

    private Task ExpireTokensAsync(HttpContext context)
    {
        _emulator.Tokens.ExpireAccess();
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static async Task<JsonObject> ReadAsync(HttpContext context)
    {
        try
        {
            return await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted) as JsonObject
                ?? throw new FormatException("The body must be a JSON object.");
        }
        catch (JsonException unreadable)
        {
            throw new FormatException("The body must be a JSON object.", unreadable);
        }
    }

    private static Task WriteAsync(HttpContext context, int status, JsonObject body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json;charset=utf-8";
        return context.Response.WriteAsync(JsonText.Raw(body), context.RequestAborted);
    }
}
