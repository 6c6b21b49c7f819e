using System.Net.Http.Json;

namespace ZaloBot.Browser.Tests;

/// <summary>The least bot there can be: says things by API.</summary>
public sealed class Bot : IDisposable
{
    private readonly HttpClient _http;

    public Bot(ZaloEmulator emulator)
    {
        _http = new HttpClient { BaseAddress = emulator.Address };
        _http.DefaultRequestHeaders.TryAddWithoutValidation("access_token", emulator.Tokens.Issue().AccessToken);
    }

    public Task SayAsync(string group, string text) =>
        PostAsync("/v3.0/oa/group/message", new { recipient = new { group_id = group }, message = new { text } });

    public Task WriteAsync(string user, string text) =>
        PostAsync("/v3.0/oa/message/cs", new { recipient = new { user_id = user }, message = new { text } });

    public void Dispose() => _http.Dispose();

    private async Task PostAsync(string path, object body)
    {
        using var answer = await _http.PostAsJsonAsync(path, body);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("\"error\":0");
    }
}
