using System.ClientModel;
using System.ClientModel.Primitives;
using System.Globalization;
using Microsoft.Extensions.AI;
using OpenAI;
using ZaloBot.Settings;
using ZaloBot.Storage;
using ChatMessage = ZaloBot.Rules.ChatMessage;

namespace ZaloBot.SecondOpinion;

/// <summary>
/// Asks a language model about a message the rules could not decide. Off by default; whatever goes wrong, late, over budget or unreadable, there is
/// simply no opinion and the message stays undecided. After several failures in a row the model is left alone for a while, so a dead one
/// cannot slow down a group.
/// </summary>
public sealed partial class ModelJudge(Store store, TimeProvider time, ILogger<ModelJudge> logger) : IDisposable
{
    private const int FailuresToPause = 3;
    private const int LongestText = 2_000;

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private Connection? _connection;
    private (PeopleDirectory People, Redaction Redaction)? _redaction;
    private int _failures;
    private DateTimeOffset _pausedUntil;

    /// <summary>Asks about a message; null when the model is off, paused, over budget or gave no usable answer.</summary>
    public Task<Opinion?> AskAsync(ChatMessage message, SettingsSnapshot snapshot) =>
        snapshot.Settings.Judge.Enabled && time.GetUtcNow() >= _pausedUntil ? AskModelAsync(message, snapshot) : Task.FromResult<Opinion?>(null);

    /// <inheritdoc />
    public void Dispose() => _connection?.Client.Dispose();

    // Apart from the question whether there is a model at all: calling it loads the model's libraries.
    private async Task<Opinion?> AskModelAsync(ChatMessage message, SettingsSnapshot snapshot)
    {
        var options = snapshot.Settings.Judge;
        if (!await TakeFromBudgetAsync(options, snapshot.Settings.Organisation.TimeZone))
        {
            return null;
        }

        try
        {
            using var limit = new CancellationTokenSource(options.TimeLimit, time);
            var answer = await ClientFor(options).GetResponseAsync(
                [new(ChatRole.System, Prompt(options)), new(ChatRole.User, Question(message, RedactionFor(snapshot.People)))],
                new() { Temperature = 0, MaxOutputTokens = 100, ResponseFormat = ChatResponseFormat.ForJsonSchema(OpinionAnswer.Schema, "verdict") },
                limit.Token).WaitAsync(limit.Token);
            var opinion = OpinionAnswer.Read(answer.Text);
            if (opinion is null)
            {
                LogUnreadable(answer.Text.Length);
            }

            _failures = 0;
            return opinion;
        }
        catch (Exception failure) when (failure is ClientResultException or HttpRequestException or OperationCanceledException or InvalidOperationException or IOException)
        {
            Failed(failure);
            return null;
        }
    }

    private void Failed(Exception failure)
    {
        LogFailed(failure is ClientResultException { Status: > 0 and var status } ? $"HTTP {status.ToString(CultureInfo.InvariantCulture)}" : failure.GetType().Name);
        if (Interlocked.Increment(ref _failures) >= FailuresToPause)
        {
            _pausedUntil = time.GetUtcNow() + Pause;
            _failures = 0;
            LogPaused(Pause);
        }
    }

    // Counted before the question: a model that costs money is never asked more often than agreed, whatever becomes of the answers.
    private async Task<bool> TakeFromBudgetAsync(JudgeOptions options, string zone)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime);
        var key = store.Keys.JudgeBudget(day);
        var transaction = store.Database.CreateTransaction();
        var asked = transaction.StringIncrementAsync(key);
        _ = transaction.KeyExpireAsync(key, TimeSpan.FromDays(2));
        return await transaction.ExecuteAsync() && await asked <= options.QuestionsPerDay;
    }

    private IChatClient ClientFor(JudgeOptions options)
    {
        lock (_lock)
        {
            if (_connection is { } known && known.Options == options)
            {
                return known.Client;
            }

            _connection?.Client.Dispose();
            var client = new OpenAIClient(new ApiKeyCredential(options.ApiKey.Length > 0 ? options.ApiKey : "none"), new OpenAIClientOptions
            {
                Endpoint = new Uri(options.Url),
                NetworkTimeout = options.TimeLimit,
                RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            }).GetChatClient(options.Model).AsIChatClient();
            _connection = new(options, client);
            return client;
        }
    }

    private Redaction RedactionFor(PeopleDirectory people)
    {
        lock (_lock)
        {
            if (_redaction is not { } known || !ReferenceEquals(known.People, people))
            {
                _redaction = (people, new Redaction(people));
            }

            return _redaction.Value.Redaction;
        }
    }

    private static string Question(ChatMessage message, Redaction redaction)
    {
        var context = message.RepliedTo ?? message.Previous;
        return $"""
            <tin_truoc>{redaction.Apply(Cut(context ?? ""))}</tin_truoc>
            <tin_can_xet>{redaction.Apply(Cut(message.Text))}</tin_can_xet>
            """;
    }

    private static string Cut(string text) => text.Length <= LongestText ? text : text[..LongestText];

    private static string Prompt(JudgeOptions options) => options.PromptFile.Length > 0 ? File.ReadAllText(options.PromptFile) : Shipped.Value;

    private static readonly Lazy<string> Shipped = new(() =>
    {
        using var reader = new StreamReader(typeof(ModelJudge).Assembly.GetManifestResourceStream("ZaloBot.SecondOpinion.prompt.vi.md")!);
        return reader.ReadToEnd();
    });

    // A class of its own, so that the libraries of the model are loaded by those who have one.
    private sealed record Connection(JudgeOptions Options, IChatClient Client);

    [LoggerMessage(1, LogLevel.Warning, "The judge model gave no answer ({Cause}); the message stays undecided.")]
    private partial void LogFailed(string cause);

    [LoggerMessage(2, LogLevel.Warning, "The judge model answered {Length} characters that hold no verdict; the message stays undecided.")]
    private partial void LogUnreadable(int length);

    [LoggerMessage(3, LogLevel.Warning, "The judge model failed several times in a row and is left alone for {Pause}.")]
    private partial void LogPaused(TimeSpan pause);
}
