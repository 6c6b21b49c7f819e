using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;
using ZaloBot.Emulator;
using ZaloBot.Tests.Infrastructure;
using ZaloBot.Zalo.Events;

namespace ZaloBot.Tests.Telemetry;

/// <summary>What a collector of traces is sent: the bot's work and what it was about, and nothing of anybody.</summary>
public sealed class TracesTests
{
    [Fact]
    public async Task Spans_tell_kinds_and_case_numbers_and_no_id_no_word_and_no_secret()
    {
        var collected = new ConcurrentQueue<string>();
        await using var collector = await CollectAsync(collected);
        var folder = Directory.CreateTempSubdirectory("zalobot-traces-").FullName;
        await using var zalo = await ZaloEmulator.StartAsync(new EmulatorOptions { WithPage = false, OaCallsPerMinute = 100_000 });
        await using var bot = new BotAsProcess(zalo, folder);
        bot.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Urls.Single();
        bot.Environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        zalo.WebhookUrl = bot.WebhookUrl;
        await bot.StartAsync();
        await zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await zalo.WaitForMessageAsync(message => message.UserId == The.Leader && message.IsFromOa, TimeSpan.FromMinutes(4));
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "theWrongKey");
        (await http.GetAsync(new Uri(bot.WebhookUrl, "/oauth/zalo/callback?code=theOAuthCode&state=theState"))).Dispose();
        (await http.GetAsync(new Uri(bot.WebhookUrl, "/api/v1/findings?group=" + The.Group))).Dispose();

        // What was not sent yet is sent before the process ends.
        (await bot.StopAsync()).ShouldBe(0);
        var told = string.Join('\n', collected);
        foreach (var word in new[] { "ZaloBot", "handle event", "send message", "zalobot.case", "zalobot.kind", nameof(GroupMessage), "zalobot.audience", "/oauth/zalo/callback" })
        {
            told.Contains(word, StringComparison.Ordinal).ShouldBeTrue(word);
        }

        told.Contains("unknown_service", StringComparison.Ordinal).ShouldBeFalse("the bot has a name");
        foreach (var leak in new[] { The.Member, The.Leader, The.Group, "mỹ phẩm", "oaSecretForTests000", "appSecretForTests", "theOAuthCode", "theState", "theWrongKey" })
        {
            told.Contains(leak, StringComparison.Ordinal).ShouldBeFalse(leak);
        }

        Directory.Delete(folder, recursive: true);
    }

    // Names and values stand in the binary form as they are.
    private static async Task<WebApplication> CollectAsync(ConcurrentQueue<string> collected)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapPost("/v1/{kind}", async (HttpRequest request, string kind) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            if (kind == "traces")
            {
                collected.Enqueue(Encoding.UTF8.GetString(body.ToArray()));
            }
        });
        await app.StartAsync();
        return app;
    }
}
