using System.Net;
using Shouldly;
using Xunit;
using ZaloBot.Tests.Infrastructure;

namespace ZaloBot.Tests.Connection;

/// <summary>The platform looks for its code on the first page or in a file at the root, without signing in, and again later (fact sheet 2.6).</summary>
public sealed class DomainVerificationTests
{
    private const string Code = "Kx7mQ2vTn9LbR4sWdE1yUzP0";

    [Fact]
    public async Task The_code_stands_on_the_first_page_and_in_the_file_of_its_name()
    {
        await using var bot = await Bot.StartAsync(same => same with { Zalo = same.Zalo with { DomainVerification = Code } });

        using var page = await GetAsync(bot, "/");
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await page.Content.ReadAsStringAsync()).ShouldContain($"<meta name=\"zalo-platform-site-verification\" content=\"{Code}\"");
        using var file = await GetAsync(bot, $"/zalo_verifier{Code}.html");
        file.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        (await file.Content.ReadAsStringAsync()).ShouldContain($"content=\"{Code}\"");
    }

    [Theory]
    [InlineData(Code, "Kx7mQ2vTn9LbR4sWdE1yUzP1")]
    [InlineData("", Code)]
    public async Task No_other_file_is_there(string code, string asked)
    {
        await using var bot = await Bot.StartAsync(same => same with { Zalo = same.Zalo with { DomainVerification = code } });

        using var file = await GetAsync(bot, $"/zalo_verifier{asked}.html");
        file.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static Task<HttpResponseMessage> GetAsync(Bot bot, string path) => bot.Http.GetAsync(new Uri(bot.Zalo.WebhookUrl!, path));
}
