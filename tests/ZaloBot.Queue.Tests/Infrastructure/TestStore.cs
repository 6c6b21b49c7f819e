using ZaloBot.Storage;

namespace ZaloBot.Queue.Tests.Infrastructure;

/// <summary>One embedded server for all tests of the process; each test has an Official Account, and so a name space, of its own.</summary>
internal static class TestStore
{
    private static readonly string Folder = Directory.CreateTempSubdirectory("zalobot-store-").FullName;
    private static readonly EmbeddedServer Server = EmbeddedServer.TryStart(Folder)!;
    private static int _number;

    static TestStore() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        Server.Dispose();
        Directory.Delete(Folder, recursive: true);
    };

    public static Task<Store> OpenAsync() => Store.OpenAsync(new StoreOptions($"oa{Interlocked.Increment(ref _number)}", "", Folder) { AnswerWithin = TimeSpan.FromSeconds(30) });
}
