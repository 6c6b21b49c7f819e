using System.IO.Compression;
using System.Runtime.InteropServices;

namespace ZaloBot.Rules.Classification;

/// <summary>
/// The model's file: Brotli over little-endian "ZBM1", sizes, calibration, fingerprints, row scales (half precision), rows (a byte a weight) and
/// each network's layers (half precision).
/// </summary>
internal static class ModelFile
{
    private const uint Magic = 0x314D425A;

    public static void Write(Stream stream, Network network, Calibration calibration)
    {
        using var packed = new BrotliStream(stream, CompressionLevel.SmallestSize, leaveOpen: true);
        using var writer = new BinaryWriter(packed);
        writer.Write(Magic);
        writer.Write(network.Shape.Rows);
        writer.Write(network.Shape.Members);
        writer.Write(network.Shape.Width);
        writer.Write(network.Shape.Hidden);
        writer.Write(calibration.Slope);
        writer.Write(calibration.Offset);
        writer.Write(network.Table.Bytes);
        WriteHalves(writer, network.Scales);
        writer.Write(network.RowBytes);
        foreach (var member in network.Members)
        {
            WriteHalves(writer, member.Hidden);
            WriteHalves(writer, member.HiddenBias);
            WriteHalves(writer, member.Output);
            WriteHalves(writer, member.OutputBias);
        }
    }

    /// <exception cref="InvalidDataException">The file is no model of this version.</exception>
    public static (Network Network, Calibration Calibration) Read(Stream stream)
    {
        using var packed = new BrotliStream(stream, CompressionMode.Decompress, leaveOpen: true);
        using var reader = new BinaryReader(packed);
        if (reader.ReadUInt32() != Magic)
        {
            throw new InvalidDataException("Not a classifier model of this version.");
        }

        var shape = new NetworkShape(reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
        var calibration = new Calibration(reader.ReadSingle(), reader.ReadSingle());
        var fingerprints = new ushort[shape.Rows];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(fingerprints.AsSpan()));
        var scales = ReadHalves(reader, shape.Rows);
        var rows = new sbyte[shape.Rows * shape.RowWidth];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(rows.AsSpan()));
        var members = new Network.Layers[shape.Members];
        for (var i = 0; i < members.Length; i++)
        {
            members[i] = new(
                ReadHalves(reader, shape.Hidden * shape.Input),
                ReadHalves(reader, shape.Hidden),
                ReadHalves(reader, CategoryNames.Count * shape.Hidden),
                ReadHalves(reader, CategoryNames.Count));
        }

        return (new(shape, new(fingerprints), scales, rows, members), calibration);
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
