using System.IO.Compression;
using System.Runtime.InteropServices;

namespace ZaloBot.Rules.Classification;

/// <summary>
/// The model's file: Brotli over little-endian "ZBM5", sizes, calibration, fingerprints; of the network and the linear classifiers the row scales
/// (half precision) and rows (a byte a weight), then the small layers (half precision).
/// </summary>
internal static class ModelFile
{
    private const uint Magic = 0x354D425A;

    public static void Write(Stream stream, Model model, Calibration calibration)
    {
        using var packed = new BrotliStream(stream, CompressionLevel.SmallestSize, leaveOpen: true);
        using var writer = new BinaryWriter(packed);
        var shape = model.Network.Shape;
        writer.Write(Magic);
        writer.Write(shape.Rows);
        writer.Write(shape.Width);
        writer.Write(shape.Hidden);
        Write(writer, calibration.First);
        Write(writer, calibration.Second);
        writer.Write(model.Table.Bytes);
        WriteHalves(writer, model.Network.Scales);
        writer.Write(model.Network.RowBytes);
        WriteHalves(writer, model.Linear.Scales);
        writer.Write(model.Linear.RowBytes);
        WriteHalves(writer, model.Linear.FormWeights);
        WriteHalves(writer, model.Linear.Biases);
        var layers = model.Network.Layers;
        WriteHalves(writer, layers.Sides);
        WriteHalves(writer, layers.Places);
        WriteHalves(writer, layers.Look);
        WriteHalves(writer, layers.LookBias);
        WriteHead(writer, layers.First);
        WriteHead(writer, layers.Second);
    }

    /// <exception cref="InvalidDataException">The file is no model of this version, or not all of it.</exception>
    public static (Model Model, Calibration Calibration) Read(Stream stream)
    {
        try
        {
            return ReadWhole(stream);
        }
        catch (EndOfStreamException cut)
        {
            throw new InvalidDataException("The classifier model ends too early.", cut);
        }
    }

    private static (Model Model, Calibration Calibration) ReadWhole(Stream stream)
    {
        using var packed = new BrotliStream(stream, CompressionMode.Decompress, leaveOpen: true);
        using var reader = new BinaryReader(packed);
        if (reader.ReadUInt32() != Magic)
        {
            throw new InvalidDataException("Not a classifier model of this version.");
        }

        var shape = new NetworkShape(reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
        Check(shape.Rows is >= FeatureTable.Places and <= 1 << 24 && int.IsPow2(shape.Rows));
        Check(shape is { Width: > 0 and <= 1024, Hidden: > 0 and <= 1024 } && shape.Width % 32 == 0 && shape.Hidden % 8 == 0);
        Check((long)shape.Rows * shape.Width <= Array.MaxLength);
        var calibration = new Calibration(ReadWeights(reader), ReadWeights(reader));
        var fingerprints = new ushort[shape.Rows];
        packed.ReadExactly(MemoryMarshal.AsBytes(fingerprints.AsSpan()));
        var scales = ReadHalves(reader, shape.Rows);
        var rows = ReadBytes(packed, shape.Rows * shape.Width);
        var linear = new LinearModel(
            ReadHalves(reader, shape.Rows),
            ReadBytes(packed, shape.Rows * LinearModel.RowWidth),
            ReadHalves(reader, MessageFeatures.FormCount * CategoryNames.Count),
            ReadHalves(reader, CategoryNames.Count));
        var layers = new NetworkLayers(
            ReadHalves(reader, 3 * shape.Width),
            ReadHalves(reader, MessageFeatures.MaxTokens * shape.Width),
            ReadHalves(reader, 3 * shape.Width * shape.Width),
            ReadHalves(reader, 3 * shape.Width),
            ReadHead(reader, shape.Hidden, shape.FirstInput),
            ReadHead(reader, shape.Hidden, shape.SecondInput));
        return (new(new(fingerprints), new(shape, scales, rows, layers), linear), calibration);
    }

    // The sums over these weights trust in their lengths.
    private static void Check(bool isPossible)
    {
        if (!isPossible)
        {
            throw new InvalidDataException("The classifier model has impossible sizes.");
        }
    }

    private static void Write(BinaryWriter writer, Calibration.Weights weights)
    {
        writer.Write(weights.Network);
        writer.Write(weights.Linear);
        writer.Write(weights.Second);
        writer.Write(weights.Offset);
    }

    private static Calibration.Weights ReadWeights(BinaryReader reader) =>
        new(reader.ReadSingle(), reader.ReadSingle(), reader.ReadSingle(), reader.ReadSingle());

    private static void WriteHead(BinaryWriter writer, HeadLayers layers)
    {
        WriteHalves(writer, layers.Hidden);
        WriteHalves(writer, layers.HiddenBias);
        WriteHalves(writer, layers.Output);
        WriteHalves(writer, layers.OutputBias);
    }

    private static HeadLayers ReadHead(BinaryReader reader, int hidden, int input) => new(
        ReadHalves(reader, hidden * input),
        ReadHalves(reader, hidden),
        ReadHalves(reader, CategoryNames.Count * hidden),
        ReadHalves(reader, CategoryNames.Count));

    private static sbyte[] ReadBytes(Stream stream, int count)
    {
        var bytes = new sbyte[count];
        stream.ReadExactly(MemoryMarshal.AsBytes(bytes.AsSpan()));
        return bytes;
    }

    private static void WriteHalves(BinaryWriter writer, ReadOnlySpan<float> values)
    {
        foreach (var value in values)
        {
            writer.Write((Half)value);
        }
    }

    private static float[] ReadHalves(BinaryReader reader, int count)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = (float)reader.ReadHalf();
        }

        return values;
    }
}
