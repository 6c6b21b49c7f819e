using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using ZaloBot.Connection;
using ZaloBot.Tests.Infrastructure;
using ZaloBot.Zalo.Tokens;

namespace ZaloBot.Tests.Connection;

/// <summary>A new key for the tokens, made by command while the bot runs.</summary>
public sealed class KeyRingTests
{
    [Fact]
    public async Task After_a_new_key_the_running_bot_goes_on_and_a_copy_of_the_old_ones_opens_nothing()
    {
        await using var bot = await Bot.StartAsync();
        var stolen = Directory.CreateTempSubdirectory("zalobot-stolen-").FullName;
        foreach (var file in Directory.EnumerateFiles(KeyRing.FolderOf(bot.Settings.Current.Redis), "key-*.xml"))
        {
            File.Copy(file, Path.Combine(stolen, Path.GetFileName(file)));
        }

        var before = await bot.Get<ITokenStore>().LoadAsync(CancellationToken.None);
        Opens(stolen, await ContentAsync(bot)).ShouldBeTrue("else the test proves nothing");

        await using var elsewhere = new ServiceCollection().AddLogging().AddKeyRing(bot.Settings.Current.Redis).BuildServiceProvider();
        await KeyRing.RenewAsync(elsewhere, bot.Store, CancellationToken.None);

        (await bot.Get<ITokenStore>().LoadAsync(CancellationToken.None))!.Current.ShouldBe(before!.Current);
        Opens(stolen, await ContentAsync(bot)).ShouldBeFalse();

        bot.Zalo.Tokens.ExpireAccess();
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await bot.SettledAsync();
        bot.SaidIn(The.Group).ShouldHaveSingleItem("the tokens were renewed, and saved under the new key");
        Opens(stolen, await ContentAsync(bot)).ShouldBeFalse();
        Directory.Delete(stolen, recursive: true);
    }

    private static async Task<byte[]> ContentAsync(Bot bot) => ((byte[]?)await bot.Store.Database.HashGetAsync(bot.Store.Keys.Token, "content"))!;

    private static bool Opens(string folder, byte[] content)
    {
        try
        {
            new KeyRingReader(folder).Read().CreateProtector("ZaloBot.Tokens.v1").Unprotect(content);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
