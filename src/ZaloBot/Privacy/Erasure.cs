using System.Security.Cryptography;
using System.Text.Json;
using ZaloBot.Settings;
using ZaloBot.Storage;
using ZaloBot.Webhooks;

namespace ZaloBot.Privacy;

/// <summary>
/// Erases people from everything the bot keeps: the store, whatever waits in it, the spool and, on its next rewriting, the
/// files of the embedded store. What comes in about them later is not kept either.
/// </summary>
public sealed class Erasure(Store store, Spool spool, ErasedPeople erased, StoreRewriting rewriting, SettingsSource settings, TimeProvider time)
{
    /// <summary>Receipts are proof for years and a few bytes each.</summary>
    private const int ReceiptCapacity = 1_000;

    /// <summary>A second round finds nothing unless something was written in between; more would mean that something is wrong.</summary>
    private const int Rounds = 4;

    /// <summary>Erases a person. Doing it again does nothing further.</summary>
    /// <param name="id">The id within the OA or the one within the app.</param>
    /// <param name="cause">For the receipt.</param>
    /// <returns>The receipt; null when nothing was kept and the person was erased before.</returns>
    public async Task<ErasureReceipt?> EraseAsync(string id, ErasureCause cause)
    {
        var ids = await PeopleIds.AllOfAsync(store, id);
        var isNew = await erased.AddAsync(ids);
        var receipt = await SweepAsync(ids, cause);
        return isNew || receipt.Removed.Count > 0 ? await FileAsync(receipt) : null;
    }

    /// <summary>Erases again whoever was erased before and came back with a back-up.</summary>
    public async Task<ErasureReceipt?> EraseReturnedAsync()
    {
        var known = await erased.ReadAsync();
        var ids = known.IsEmpty ? new HashSet<string>() : await PeopleIds.WhereAsync(store, known.Contains);
        return ids.Count == 0 ? null : await FileAsync(await SweepAsync(ids, ErasureCause.Restored));
    }

    /// <summary>The receipts, newest first.</summary>
    public async Task<IReadOnlyList<ErasureReceipt>> ReceiptsAsync(int atMost) =>
        [.. (await store.Database.ListRangeAsync(store.Keys.ErasureReceipts, 0, atMost - 1)).Select(value => JsonSerializer.Deserialize((byte[])value!, StorageJson.Default.ErasureReceipt)!)];

    private async Task<ErasureReceipt> SweepAsync(IReadOnlySet<string> ids, ErasureCause cause)
    {
        // What is theirs is also what goes by the number of one of their cases, such as the text of the message.
        var words = ids.Concat(await PeopleIds.CasesAsync(store, new PersonTrace(ids))).ToHashSet(StringComparer.Ordinal);
        var trace = new PersonTrace(words, await PeopleIds.NamesAsync(store, settings.People, ids));
        var sweep = new StoreSweep(store, trace);
        var spooled = await spool.ChangeAsync(entry => RawEvents.Without(entry, trace));
        var rounds = 0;
        while (await sweep.RunAsync() && ++rounds < Rounds)
        {
            // What a worker read before this round, and thinks about still, must not be written after it.
            await erased.CountUpAsync();
        }

        // Who has learnt from leaders' answers asks for this number before using what they taught.
        await store.Database.StringIncrementAsync(store.Keys.LessonsVersion);
        var removed = new SortedDictionary<string, int>(sweep.Removed.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal);
        if (spooled > 0)
        {
            removed["spool"] = spooled;
        }

        var number = RandomNumberGenerator.GetString(CaseNumber.Alphabet, 10);
        var rest = rounds < Rounds ? 0 : new StoreSweep(store, trace) is var last && await last.RunAsync() ? last.Removed.Values.Sum() : 0;
        return new ErasureReceipt(number, time.GetUtcNow(), cause, removed, rest);
    }

    private async Task<ErasureReceipt> FileAsync(ErasureReceipt receipt)
    {
        var value = JsonSerializer.SerializeToUtf8Bytes(receipt, StorageJson.Default.ErasureReceipt);
        await store.Database.ListLeftPushAsync(store.Keys.ErasureReceipts, value);
        await store.Database.ListTrimAsync(store.Keys.ErasureReceipts, 0, ReceiptCapacity - 1);
        await rewriting.OrderAsync();
        return receipt;
    }
}
