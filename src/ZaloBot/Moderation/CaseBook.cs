using System.Text.Json;
using StackExchange.Redis;
using ZaloBot.Rules;
using ZaloBot.Rules.Classification;
using ZaloBot.Storage;
using ZaloBot.Webhooks;
using ZaloBot.Words;
using ZaloBot.Zalo.Events;

namespace ZaloBot.Moderation;

/// <summary>The findings of the last weeks, for leaders to look at: a list of records, and the texts under keys that expire.</summary>
public sealed class CaseBook(Store store)
{
    /// <summary>How many records are kept; the oldest go first.</summary>
    public const int Capacity = 2_000;

    /// <summary>Enough of a text to judge the judgement.</summary>
    private const int KeptText = 1_000;

    /// <summary>Adds a finding to the commit.</summary>
    /// <param name="scope">The event.</param>
    /// <param name="message">What was written.</param>
    /// <param name="finding">What was found.</param>
    /// <param name="verdict">The verdict it stands in.</param>
    /// <param name="decision">What is done about it.</param>
    /// <param name="confirmed">How sure the judge model was, when it confirmed.</param>
    public void Add(EventScope scope, GroupMessage message, Finding finding, Verdict verdict, Decision decision, double? confirmed = null)
    {
        var record = new CaseRecord
        {
            Case = scope.Case,
            GroupId = message.GroupId,
            UserId = message.SenderId,
            At = message.SentAt,
            Rule = finding.Rule,
            Category = finding.Rule == RuleName.Flood ? "flood" : finding.Category.Name(),
            Score = finding.Score,
            Confirmed = confirmed,
            Reasons = finding.Rule == RuleName.Flood ? [finding.Reason] : [finding.Reason, .. verdict.Reasons.Where(reason => reason != finding.Reason)],
            Decision = decision.Kind,
            HeldBack = decision.HeldBack,
        };
        Add(scope, record, ChatMessages.TextOf(message));
    }

    /// <summary>Adds a record to the commit, and its text for as long as texts are kept.</summary>
    public void Add(EventScope scope, CaseRecord record, string? text)
    {
        Update(scope.Changes, record);
        scope.Changes.Add(transaction => transaction.ListLeftPushAsync(store.Keys.Findings, record.Case));
        if (!string.IsNullOrEmpty(text))
        {
            var kept = UserText.Defuse(text, KeptText);
            scope.Changes.Add(transaction => transaction.StringSetAsync(store.Keys.FindingText(record.Case), kept, scope.Settings.Retention.MessageText, When.Always));
        }
    }

    /// <summary>Adds to a commit that a record now looks like this.</summary>
    public void Update(Changes changes, CaseRecord record)
    {
        var value = JsonSerializer.SerializeToUtf8Bytes(record, StorageJson.Readable.CaseRecord);
        changes.Add(transaction => transaction.HashSetAsync(store.Keys.Cases, record.Case, value));
    }

    public async Task<CaseRecord?> FindAsync(string caseNumber)
    {
        var value = await store.Database.HashGetAsync(store.Keys.Cases, caseNumber);
        return value.IsNull ? null : JsonSerializer.Deserialize((byte[])value!, StorageJson.Default.CaseRecord);
    }

    /// <summary>The message of a case; null when texts are no longer kept, or there was none.</summary>
    public async Task<string?> TextAsync(string caseNumber) => await store.Database.StringGetAsync(store.Keys.FindingText(caseNumber));

    /// <summary>The newest findings first, each with its text while that is kept.</summary>
    public async Task<IReadOnlyList<(CaseRecord Record, string? Text)>> ReadAsync(int atMost)
    {
        var numbers = await store.Database.ListRangeAsync(store.Keys.Findings, 0, atMost - 1);
        if (numbers.Length == 0)
        {
            return [];
        }

        var records = await store.Database.HashGetAsync(store.Keys.Cases, numbers);
        var texts = await store.Database.StringGetAsync([.. numbers.Select(number => store.Keys.FindingText(number.ToString()))]);
        return [.. records.Zip(texts)
            .Where(pair => !pair.First.IsNull)
            .Select(pair => (JsonSerializer.Deserialize((byte[])pair.First!, StorageJson.Default.CaseRecord)!, (string?)pair.Second))];
    }

    /// <summary>Drops what is older than <paramref name="keep"/> or beyond <see cref="Capacity"/>.</summary>
    public async Task TrimAsync(DateTimeOffset now, TimeSpan keep)
    {
        while (await store.Database.ListGetByIndexAsync(store.Keys.Findings, -1) is { IsNull: false } oldest)
        {
            var record = await FindAsync(oldest.ToString());
            if (record is not null && now - record.At < keep && await store.Database.ListLengthAsync(store.Keys.Findings) <= Capacity)
            {
                return;
            }

            await Task.WhenAll(
                store.Database.HashDeleteAsync(store.Keys.Cases, oldest),
                store.Database.ListRemoveAsync(store.Keys.Findings, oldest, -1));
        }
    }
}
