using ZaloBot.Rules.Classification;
using ZaloBot.Rules.Evaluation;

namespace ZaloBot.Rules.Training;

/// <summary>Reads the training files and finds which messages belong together.</summary>
internal static class TrainingMessages
{
    /// <summary>Shares of the messages without context that are also shown below another one (docs/model-card.md, "Neighbours").</summary>
    private const float ViolationsBelow = 0.4f;
    private const float WorkBelow = 0.2f;

    /// <summary>Shares of these that stand below work.</summary>
    private const float BelowWorkOfViolations = 0.9f;
    private const float BelowWorkOfWork = 0.5f;

    private const ulong BelowSeed = 5;

    /// <summary>Every usable message of the folder's <c>*.jsonl</c>, by file name and then in the order of the file.</summary>
    /// <exception cref="InvalidDataException">A line is unusable or has no category; the sentence names file and line.</exception>
    public static List<TrainingMessage> Read(string folder)
    {
        var rows = new List<(LabelledMessage Message, string File)>();
        foreach (var path in Directory.GetFiles(folder, "*.jsonl").Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(path);
            foreach (var line in LabelledFile.Read(reader))
            {
                if (line.Message?.Category is null)
                {
                    throw new InvalidDataException($"{Path.GetFileName(path)}, line {line.Number}: {line.Error ?? "no \"category\"."}");
                }

                rows.Add((line.Message, Path.GetFileNameWithoutExtension(path)));
            }
        }

        var kin = FindKin(rows);
        var scratch = new MessageFeatures();
        var threads = rows.Select(row => row.File).Distinct(StringComparer.Ordinal).ToDictionary(file => file, _ => new ThreadReader(), StringComparer.Ordinal);
        List<TrainingMessage> messages = [.. rows.Select((row, i) => Read(row.Message, threads[row.File].Next(row.Message), row.File, kin[i], scratch))];
        OpposePairs(messages);
        PutBelowOthers(messages, scratch);
        return messages;
    }

    /// <summary>Parts the messages so that kin stay together and the parts are about even; extra texts get part -1.</summary>
    public static int[] Fold(IReadOnlyList<TrainingMessage> messages, int parts, ulong seed)
    {
        var sizes = messages.Where(message => !message.IsExtra).CountBy(message => message.Kin).OrderBy(group => group.Key).ToArray();
        var order = Enumerable.Range(0, sizes.Length).ToArray();
        new FixedRandom(seed).Shuffle(order);
        var filled = new int[parts];
        var partOf = new Dictionary<int, int>();
        foreach (var group in order.Select(i => sizes[i]))
        {
            var part = Array.IndexOf(filled, filled.Min());
            filled[part] += group.Value;
            partOf[group.Key] = part;
        }

        return [.. messages.Select(message => message.IsExtra ? -1 : partOf[message.Kin])];
    }

    private static TrainingMessage Read(LabelledMessage message, ChatMessage chat, string file, int kin, MessageFeatures scratch)
    {
        var category = message.Category!.Value;
        var weight = TrainingMessage.WeightIn(file);
        var sample = Sample.Of(message.Text, message.Context, category, scratch, weight);
        return new(message, chat, file, kin, sample, chat.Earlier.Count == 0 ? null : Sample.Of(message.Text, chat.Context, category, scratch, weight));
    }

    // Kin are messages of one thread or pair, and messages that answer the same words.
    private static int[] FindKin(List<(LabelledMessage Message, string File)> rows)
    {
        var parent = Enumerable.Range(0, rows.Count).ToArray();
        var firstWith = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < rows.Count; i++)
        {
            var message = rows[i].Message;
            Join(i, $"kin {PairOfFirstFile(message.Id) ?? message.Kin}");
            if (message.Context is not null)
            {
                Join(i, $"context {message.Context}");
            }
        }

        return [.. parent.Select((_, i) => Root(i))];

        int Root(int i)
        {
            while (parent[i] != i)
            {
                i = parent[i] = parent[parent[i]];
            }

            return i;
        }

        void Join(int i, string key)
        {
            if (!firstWith.TryAdd(key, i))
            {
                parent[Root(i)] = Root(firstWith[key]);
            }
        }
    }

    // The message before has nothing to say of most messages, which nearly all the texts with a context belie: there each answers the one before. So some of those
    // without are shown below another too: violations mostly below work, as in daily life, and work below anything. The others are extra texts, so that no
    // text of a development message is learnt from where that message is to be measured on.
    private static void PutBelowOthers(List<TrainingMessage> messages, MessageFeatures scratch)
    {
        var random = new FixedRandom(BelowSeed);
        var extra = messages.Where(message => message.IsExtra).ToLookup(message => message.Message.IsViolation, message => message.Message.Text);
        string[] work = [.. extra[false]], violations = [.. extra[true]];
        for (var i = 0; i < messages.Count; i++)
        {
            var message = messages[i].Message;
            float chance = random.NextFloat(), side = random.NextFloat(), which = random.NextFloat();
            var others = side < (message.IsViolation ? BelowWorkOfViolations : BelowWorkOfWork) ? work : violations;
            if (others.Length > 0 && message.Context is null && chance < (message.IsViolation ? ViolationsBelow : WorkBelow) && message.Text.AsSpan().Count(' ') >= 2)
            {
                var other = others[(int)(which * others.Length)];
                messages[i] = messages[i] with { BelowAnother = Sample.Of(message.Text, other, message.Category!.Value, scratch, TrainingMessage.WeightIn(messages[i].File)) };
            }
        }
    }

    // Two of one name in one file with opposite labels; a name given to more of them names no pair.
    private static void OpposePairs(List<TrainingMessage> messages)
    {
        foreach (var named in messages.GroupBy(message => (message.File, Pair: PairOfFirstFile(message.Message.Id) ?? message.Message.Pair)))
        {
            if (named.Key.Pair is not null && named.ToArray() is [var one, var other] && one.Message.IsViolation != other.Message.IsViolation)
            {
                Sample.Oppose(one.Sample, other.Sample);
            }
        }
    }

    // The first development file marks its contrast pairs by number alone: from d-1361 on, odd and next even.
    private static string? PairOfFirstFile(string id) =>
        id.StartsWith("d-", StringComparison.Ordinal) && int.TryParse(id.AsSpan(2), out var number) && number >= 1361 ? $"d-pair {(number + 1) / 2}" : null;
}
