using ZaloBot.Rules.Evaluation;
using ZaloBot.Rules.Phrases;

namespace ZaloBot.Rules.Signs;

/// <summary>Learns <see cref="SignWeights"/> from labelled messages: logistic regression, the same every time.</summary>
public static class SignTrainer
{
    private const int Epochs = 30;
    private const double Rate = 0.05;
    private const double Decay = 1e-3;

    /// <summary>One example.</summary>
    /// <param name="Signs">What is recognised in the message.</param>
    /// <param name="IsViolation">What a person said of it.</param>
    /// <param name="Classifier">
    /// Log odds a classifier gave that had not seen the message while learning; 0 for all when the signs are to stand alone.
    /// </param>
    public sealed record Example(MessageSigns Signs, bool IsViolation, double Classifier);

    /// <summary>Learns from every <c>*.jsonl</c> of a folder and writes the weights as the file that comes with the rules.</summary>
    /// <exception cref="InvalidDataException">A line of the folder is unusable.</exception>
    public static void Train(string folder, Stream weights)
    {
        var examples = new List<Example>();
        foreach (var path in Directory.GetFiles(folder, "*.jsonl").Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(path);
            foreach (var line in LabelledFile.Read(reader))
            {
                var message = line.Message ?? throw new InvalidDataException($"{Path.GetFileName(path)}, line {line.Number}: {line.Error}");
                examples.Add(new(SignReader.Default.Read(message.Text, message.Context), message.IsViolation, 0));
            }
        }

        PhraseData.Write(Train(examples, EvaluationReport.DefaultBaseRate), weights);
    }

    /// <summary>Learns from examples; the bias is moved to a share of violations of <paramref name="baseRate"/>.</summary>
    public static SignWeights Train(IReadOnlyList<Example> examples, double baseRate)
    {
        var own = new double[SignSet.Most];
        var relayed = new double[SignSet.Most];
        var context = new double[SignSet.Most];
        var squares = new double[3 * SignSet.Most];
        var usesClassifier = examples.Any(example => example.Classifier != 0);
        double bias = 0, scale = usesClassifier ? 1 : 0;
        var order = Enumerable.Range(0, examples.Count).ToArray();
        var random = new Lcg(1);
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            random.Shuffle(order);
            foreach (var index in order)
            {
                var example = examples[index];
                var logOdds = bias + (scale * example.Classifier) + Sum(own, example.Signs.Own) + Sum(relayed, example.Signs.Relayed) + Sum(context, example.Signs.Context);
                var error = SignModel.Probability(logOdds) - (example.IsViolation ? 1 : 0);
                bias -= 0.1 * Rate * error;
                scale -= usesClassifier ? 0.01 * Rate * error * example.Classifier : 0;
                Step(own, squares.AsSpan(0, SignSet.Most), example.Signs.Own, error);
                Step(relayed, squares.AsSpan(SignSet.Most, SignSet.Most), example.Signs.Relayed, error);
                Step(context, squares.AsSpan(2 * SignSet.Most), example.Signs.Context, error);
            }
        }

        var share = examples.Count(example => example.IsViolation) / (double)examples.Count;
        var shift = SignModel.LogOdds(baseRate) - SignModel.LogOdds(share);
        return new(Math.Round(bias + shift, 3), Math.Round(scale, 3), Named(own), Named(relayed), Named(context));
    }

    private static double Sum(double[] weights, in SignSet signs)
    {
        var sum = 0.0;
        for (var sign = 0; sign < SignNames.All.Count; sign++)
        {
            sum += signs.Has(sign) ? weights[sign] : 0;
        }

        return sum;
    }

    private static void Step(double[] weights, Span<double> squares, in SignSet signs, double error)
    {
        for (var sign = 0; sign < SignNames.All.Count; sign++)
        {
            if (signs.Has(sign))
            {
                var gradient = error + (Decay * weights[sign]);
                squares[sign] += gradient * gradient;
                weights[sign] -= Rate * gradient / Math.Sqrt(squares[sign] + 1e-8);
            }
        }
    }

    private static Dictionary<string, double> Named(double[] weights) =>
        SignNames.All.Select((name, sign) => KeyValuePair.Create(name, Math.Round(weights[sign], 3))).Where(pair => pair.Value != 0)
            .ToDictionary(StringComparer.Ordinal);

    // The generator of the platform may change between versions; this one does not.
    private sealed class Lcg(ulong state)
    {
        private ulong _state = state;

        public void Shuffle(int[] items)
        {
            for (var last = items.Length - 1; last > 0; last--)
            {
                _state = (_state * 6364136223846793005UL) + 1442695040888963407UL;
                var other = (int)((_state >> 33) % (ulong)(last + 1));
                (items[last], items[other]) = (items[other], items[last]);
            }
        }
    }
}
