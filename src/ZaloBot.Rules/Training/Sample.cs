using System.Text;
using ZaloBot.Rules.Classification;
using ZaloBot.Rules.Signs;

namespace ZaloBot.Rules.Training;

/// <summary>A labelled message as features, ready to be learnt from many times: as written, and had it been typed without marks.</summary>
internal sealed class Sample(Sample.View written, Sample.View bare, float[] form, MessageCategory category)
{
    public View Written { get; } = written;

    public View Bare { get; } = bare;

    /// <summary>Signs of form (<see cref="MessageFeatures.Form"/>).</summary>
    public float[] Form { get; } = form;

    public MessageCategory Category { get; } = category;

    /// <summary>What it counts to the network among others.</summary>
    public float Weight { get; init; } = 1;

    public bool IsViolation => Category.IsViolation();

    /// <summary>The other half of a contrast pair: alike in words, opposite in label; null for a message that stands by itself.</summary>
    public Sample? Rival { get; private set; }

    /// <summary>Makes two samples the halves of a pair.</summary>
    public static void Oppose(Sample one, Sample other) => (one.Rival, other.Rival) = (other, one);

    public static Sample Of(string text, string? context, MessageCategory category, MessageFeatures scratch, float weight = 1)
    {
        scratch.Read(text, context, SignReader.Default.Read(WithoutMarks(text), WithoutMarks(context ?? "")), withoutMarks: true);
        var bare = View.Of(scratch);
        scratch.Read(text, context, SignReader.Default.Read(text, context));
        return new(View.Of(scratch), bare, scratch.Form.ToArray(), category) { Weight = weight };
    }

    private static string WithoutMarks(string text) => string.Concat(text.Normalize(NormalizationForm.FormC).Select(Letters.Bare));

    /// <summary>One way of reading the message, as one list of features: first those of the text, from <paramref name="TextCount"/> on those of the context.</summary>
    /// <param name="Hashes">The features.</param>
    /// <param name="Weights">Weight of each in the average of its side.</param>
    /// <param name="TokenOf">The word each is of, counted through the text and then the context; signs have numbers behind all words, so that they can be left out too.</param>
    /// <param name="TextCount">Features of the text, the signs included.</param>
    /// <param name="TextTokens">Words of the text.</param>
    /// <param name="ContextTokens">Words of the context.</param>
    public sealed record View(uint[] Hashes, float[] Weights, byte[] TokenOf, int TextCount, int TextTokens, int ContextTokens)
    {
        private const int FirstSign = MessageFeatures.MaxTokens + MessageFeatures.MaxContextTokens;
        private const int MostSigns = 128;

        public static View Of(MessageFeatures message)
        {
            var features = new List<(uint Hash, float Weight, byte Token)>();
            AddWords(features, message.Text, 0);
            var weight = 1f / MathF.Sqrt(message.Text.Count + 1);
            foreach (var (number, hash) in message.Signs)
            {
                features.Add((hash, weight, (byte)(FirstSign + (number % MostSigns))));
            }

            var ofText = features.Count;
            AddWords(features, message.Context, message.Text.Count);
            return new([.. features.Select(one => one.Hash)], [.. features.Select(one => one.Weight)], [.. features.Select(one => one.Token)], ofText, message.Text.Count, message.Context.Count);
        }

        /// <summary>Where a feature belongs when the words are laid in a row (<see cref="MessageFeatures.Places"/>).</summary>
        public int PlaceOf(int feature) => feature >= TextCount ? TokenOf[feature] - TextTokens : TokenOf[feature] < FirstSign ? ContextTokens + TokenOf[feature] : ContextTokens + TextTokens;

        private static void AddWords(List<(uint Hash, float Weight, byte Token)> features, WordList side, int firstToken)
        {
            Span<uint> hashes = stackalloc uint[Spelling.Most + WordList.MostBesideSpelling];
            for (var word = 0; word < side.Count; word++)
            {
                var count = Spelling.Write(side.Tokens[word], side.LettersOf(word), side.IsWithoutMarks, hashes);
                count += side.WriteBesideSpelling(word, hashes[count..]);
                var weight = 1f / MathF.Sqrt(side.Count + 1) / MathF.Sqrt(count);
                foreach (var hash in hashes[..count])
                {
                    features.Add((hash, weight, (byte)(firstToken + word)));
                }
            }
        }
    }
}
