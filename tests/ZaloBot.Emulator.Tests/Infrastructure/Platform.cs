using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace ZaloBot.Emulator.Tests;

/// <summary>An emulator with a stopped clock, an app that listens, and a client that knows nothing but HTTP.</summary>
public sealed class Platform : IAsyncDisposable
{
    public const string Group = "ab12cd34ef56ab78cd90";
    public const string Other = "ab12cd34ef56ab78cd91";
    public const string An = "7000000000000000001";
    public const string Binh = "7000000000000000002";
    public const string Chi = "7000000000000000003";
    public const string Outsider = "7000000000000000004";
    public const string Admin = "7000000000000000009";
    public const string Oa = "4000000000000000001";

    /// <summary>A moment that gives the timestamps of the fact sheet's examples.</summary>
    public static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeMilliseconds(1790000000000);

    private Platform(ZaloEmulator emulator, WatchedClock clock, Inbox inbox)
    {
        (Emulator, Clock, Inbox) = (emulator, clock, inbox);
        Tokens = emulator.Tokens.Issue();
        Http = new HttpClient { BaseAddress = emulator.Address };
    }

    public ZaloEmulator Emulator { get; }

    public WatchedClock Clock { get; }

    public Inbox Inbox { get; }

    public HttpClient Http { get; }

    public TokenPair Tokens { get; set; }

    public World World => Emulator.World;

    public Acts Acts => Emulator.Acts;

    public static async Task<Platform> StartAsync(Func<EmulatorOptions, EmulatorOptions>? configure = null, Action<WorldBuilder>? world = null)
    {
        var clock = new WatchedClock(Start);
        var inbox = new Inbox();
        var builder = new WorldBuilder()
            .Oa(Oa, "OA Toà B")
            .Person(Admin, "Quản Trị")
            .Follower(An, "Nguyễn An", Start.AddHours(-1))
            .Person(Binh, "Trần Bình")
            .Person(Chi, "Lê Chi")
            .Person(Outsider, "Người Ngoài")
            .Admins(Admin)
            .Group(Group, "Cư dân toà B", Admin, An, Binh);
        world?.Invoke(builder);
        var options = new EmulatorOptions
        {
            WithPage = false,
            TimeProvider = clock,
            WebhookUrl = new Uri("http://app.test/webhook/zalo"),
            WebhookHandler = inbox,
            World = builder.Build(),
        };
        return new Platform(await ZaloEmulator.StartAsync(configure?.Invoke(options) ?? options), clock, inbox);
    }

    public Task<JsonObject> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    public Task<JsonObject> PostAsync(string path, string body) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") });

    /// <summary>With the access token; the status must be 200, as it is whatever happened.</summary>
    public async Task<JsonObject> SendAsync(HttpRequestMessage request)
    {
        request.Headers.TryAddWithoutValidation("access_token", Tokens.AccessToken);
        using var answer = await Http.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject();
    }

    public async Task<int> ErrorOfAsync(string path, string? body = null) =>
        (int)(body is null ? await GetAsync(path) : await PostAsync(path, body))["error"]!;

    /// <summary>The event the act caused, once the app has it.</summary>
    public async Task<JsonObject> EventOfAsync(Task act)
    {
        await act;
        await Emulator.DeliveriesIdleAsync();
        return Inbox.Last.Json;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Emulator.DisposeAsync();
        Inbox.Dispose();
    }
}
