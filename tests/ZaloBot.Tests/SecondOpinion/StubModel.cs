using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ZaloBot.Tests.SecondOpinion;

/// <summary>A server with the OpenAI-compatible address of chat completions, which answers what a test tells it.</summary>
internal sealed class StubModel : IAsyncDisposable
{
    private readonly WebApplication _app;

    private StubModel(WebApplication app) => _app = app;

    public ConcurrentQueue<string> Questions { get; } = new();

    /// <summary>The content of the answer; null: HTTP 500.</summary>
    public string? Answer { get; set; }

    /// <summary>When set, answers wait for it.</summary>
    public TaskCompletionSource? Gate { get; set; }

    /// <summary>Completed when a question has arrived.</summary>
    public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Url => _app.Urls.First() + "/v1";

    public static async Task<StubModel> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var stub = new StubModel(app);
        app.MapPost("/v1/chat/completions", stub.ReplyAsync);
        await app.StartAsync();
        return stub;
    }

    public async ValueTask DisposeAsync()
    {
        Gate?.TrySetResult();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task<IResult> ReplyAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        Questions.Enqueue(await reader.ReadToEndAsync());
        Asked.TrySetResult();
        if (Gate is { } gate)
        {
            await gate.Task;
        }

        return Answer is null
            ? Results.StatusCode(500)
            : Results.Json(new
            {
                id = "c1",
                @object = "chat.completion",
                created = 1790000000,
                model = "m",
                choices = new[] { new { index = 0, finish_reason = "stop", message = new { role = "assistant", content = Answer } } },
                usage = new { prompt_tokens = 1, completion_tokens = 1, total_tokens = 2 },
            });
    }
}
