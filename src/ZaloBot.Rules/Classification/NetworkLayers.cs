namespace ZaloBot.Rules.Classification;

/// <summary>What the network learnt, apart from its words.</summary>
/// <param name="Sides">Added to a word of what was said before, to one of the message, and to the signs.</param>
/// <param name="Places">Added to the first, second, third word of its side.</param>
/// <param name="Look">What a word asks, what it answers to, what it gives: three times the width, each a row over the width.</param>
/// <param name="LookBias">Bias of each.</param>
/// <param name="First">The layers over the averages.</param>
/// <param name="Second">The layers over what the words took up.</param>
internal sealed record NetworkLayers(float[] Sides, float[] Places, float[] Look, float[] LookBias, HeadLayers First, HeadLayers Second)
{
    private readonly int _width = Sides.Length / 3;

    // The same weights input by input, so that many outputs are summed at once.
    private readonly float[] _lookByInput = Vectors.Turned(Look, LookBias.Length);

    /// <summary>The second answer: each word takes up what it finds in the others.</summary>
    /// <param name="shape">How the words lie in the scratch.</param>
    /// <param name="message">What the words are of.</param>
    /// <param name="scratch">Words, averages, and room.</param>
    /// <param name="logits">Of the sixteen categories.</param>
    public void AnswerSecond(NetworkShape shape, MessageFeatures message, Scratch scratch, Span<float> logits)
    {
        int context = message.Context.Count, text = message.Text.Count, count = message.Places, width = _width;
        var words = scratch.WordsFor(count * width);
        var averages = scratch.AveragesFor(2 * width);
        var part = width / Network.Heads;
        var padded = Softmax.Padded(count);

        // Words take several at once, so there is room for a few behind the last; what those take is not looked at.
        var places = count + Softmax.Together;
        var room = scratch.RoomFor((places * 5 * width) + (width * padded) + (Softmax.Together * padded));
        var normed = Take(ref room, places * width);
        var looks = Take(ref room, places * 3 * width);
        var taken = Take(ref room, places * width);
        var keys = Take(ref room, width * padded);
        var shares = Take(ref room, Softmax.Together * padded);
        Span<float> input = stackalloc float[shape.SecondInput];
        input.Clear();
        averages.CopyTo(input);

        for (var place = 0; place < count; place++)
        {
            var into = normed.Slice(place * width, width);
            words.Slice(place * width, width).CopyTo(into);
            var side = place < context ? 0 : place < count - 1 ? 1 : 2;
            Vectors.AddScaled(into, 1f, Sides.AsSpan(side * width, width));
            if (side < 2)
            {
                Vectors.AddScaled(into, 1f, Places.AsSpan((side == 0 ? place : place - context) * width, width));
            }

            Vectors.Scale(into, 1f / MathF.Sqrt((Vectors.Dot(into, into) / width) + Network.LeastSquare));
        }

        Vectors.Product(normed[..(count * width)], width, _lookByInput, LookBias, looks);
        for (var place = 0; place < count; place++)
        {
            Vectors.Spread(looks.Slice((place * 3 * width) + width, width), keys[place..], padded);
        }

        normed.CopyTo(taken);
        for (var place = context; place < count; place += Softmax.Together)
        {
            for (var head = 0; head < Network.Heads; head++)
            {
                Softmax.Attend(
                    taken[((place * width) + (head * part))..],
                    width,
                    looks[((place * 3 * width) + (head * part))..],
                    part,
                    keys.Slice(head * part * padded, part * padded),
                    looks[((2 * width) + (head * part))..],
                    3 * width,
                    count,
                    shares);
            }
        }

        Vectors.CutBelowZero(taken[(context * width)..(count * width)]);
        Span<float> mean = input.Slice(2 * width, width), highest = input.Slice(3 * width, width);
        for (var place = context; place < count - 1; place++)
        {
            Vectors.AddScaled(mean, 1f / (text + 1), taken.Slice(place * width, width));
            Vectors.Highest(highest, taken.Slice(place * width, width));
        }

        taken.Slice((count - 1) * width, width).CopyTo(input.Slice(4 * width, width));
        message.Form.CopyTo(input[(5 * width)..]);
        Second.Answer(input, logits);
    }

    private static Span<float> Take(ref Span<float> room, int length)
    {
        var part = room[..length];
        room = room[length..];
        return part;
    }
}
