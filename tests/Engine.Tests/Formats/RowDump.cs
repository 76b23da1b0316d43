using System.Globalization;
using System.Net;
using System.Text;
using Nameward.Engine.Evidence;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Tests.Formats;

/// <summary>Writes records as readable text, one a line, with the records of an answer below it.</summary>
sealed class RowDump : IBatchWriter
{
    readonly StringBuilder _text = new();
    string _asker = "";

    public int Observed { get; private set; }
    public int Ignored { get; private set; }
    public int Malformed { get; private set; }

    /// <summary>With positions, which two forms of the same rows do not share.</summary>
    public bool ShowsPositions { get; init; } = true;

    public override string ToString() => _text.ToString();

    public void Message(in DnsMessage row, ReadOnlySpan<byte> rawName, ReadOnlySpan<byte> answers)
    {
        Observed++;
        Begin(row.At.Offset, "observed");
        var rcode = row.Rcode is { } code ? code.ToString(CultureInfo.InvariantCulture) : "-";
        _text.Append(CultureInfo.InvariantCulture, $" {row.Time:yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'} {row.Sides} {row.Leg} {row.Transport} ")
            .Append(CultureInfo.InvariantCulture, $"{row.Client.Address} {row.Client.Port} > {row.Server.Address} {row.Server.Port} id={row.Id} ")
            .Append(CultureInfo.InvariantCulture, $"{WireName.ToText(rawName)} {RecordTypes.Name(row.Type)} rcode={rcode} [{row.Header}] bytes={row.Bytes}")
            .Append(row.IsNameHidden ? " (name hidden)" : "").Append(row.ShowsAnswers ? " answers:" : " answers not shown").Append('\n').Append(_asker);
        _asker = "";
        foreach (var record in new ResourceRecords(answers))
        {
            var ttl = record.Ttl == ResourceRecord.UnknownTtl ? "-" : record.Ttl.ToString(CultureInfo.InvariantCulture);
            var owner = record.Owner.IsEmpty ? "" : $" of {WireName.ToText(record.Owner)}";
            _text.Append(CultureInfo.InvariantCulture, $"    {record.Section} {RecordTypes.Name(record.Type)}{owner} ttl={ttl} {Data(record)}\n");
        }
    }

    public void Flow(in Flow row, ReadOnlySpan<byte> rule)
    {
        Observed++;
        Begin(row.At.Offset, "flow");
        _text.Append(CultureInfo.InvariantCulture, $" {row.Time:yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'} +{row.Duration:c} protocol {row.Protocol} ")
            .Append(CultureInfo.InvariantCulture, $"{row.Client.Address} {row.Client.Port} > {row.Server.Address} {row.Server.Port} ")
            .Append(CultureInfo.InvariantCulture, $"bytes {row.UpBytes}/{row.DownBytes} packets {row.UpPackets}/{row.DownPackets} answered={row.IsAnswered?.ToString() ?? "-"}");
        _text.Append(row.Verdict == FlowVerdict.Unknown ? "" : string.Create(CultureInfo.InvariantCulture, $" {row.Verdict}")).Append(rule.IsEmpty ? "" : " rule=" + Quoted(rule))
            .Append(Translated("client", row.TranslatedClient)).Append(Translated("server", row.TranslatedServer)).Append('\n').Append(_asker);
        _asker = "";
    }

    static string Translated(string what, Endpoint end) => end == default ? "" : string.Create(CultureInfo.InvariantCulture, $" {what} translated to {end.Address} {end.Port}");

    public void Change(in ConfigurationChange row, in ConfigurationTexts texts)
    {
        Observed += row.Continues ? 0 : 1;
        Begin(row.At.Offset, row.Continues ? "    and" : "change");
        _text.Append(CultureInfo.InvariantCulture, $" {row.Time:yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'} {row.Kind} {row.Act} host={Quoted(texts.Host)} actor={Quoted(texts.Actor)} ")
            .Append(CultureInfo.InvariantCulture, $"object={Quoted(texts.Object)} property={Quoted(texts.Property)} {Quoted(texts.Old)} -> {Quoted(texts.New)}\n");
    }

    public void Lease(in HostLease row, ReadOnlySpan<byte> host, ReadOnlySpan<byte> hardware)
    {
        Observed += row.Continues ? 0 : 1;
        Begin(row.At.Offset, row.Continues ? "    and" : "lease");
        _text.Append(CultureInfo.InvariantCulture, $" {row.From:yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'} until {row.Until:yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'} {row.Address} host={Quoted(host)} hardware={Quoted(hardware)}{(row.IsOver ? " over" : "")}\n");
    }

    public void AskedBy(in Asker asker) =>
        _asker = string.Create(CultureInfo.InvariantCulture, $"    asked by host={Quoted(asker.Host)} user={Quoted(asker.User)} process={Quoted(asker.Process)} {asker.ProcessId}\n");

    void IBatchWriter.Ignored(long offset)
    {
        Ignored++;
        Begin(offset, "ignored");
        _text.Append('\n');
    }

    void IBatchWriter.Malformed(long offset, string because)
    {
        Malformed++;
        Begin(offset, "malformed");
        _text.Append(": ").Append(because).Append('\n');
    }

    void Begin(long offset, string what) => _text.Append(ShowsPositions ? string.Create(CultureInfo.InvariantCulture, $"{offset} ") : "").Append(what);

    static string Data(in ResourceRecord record) => record switch
    {
        { Data.IsEmpty: true } => "(no data)",
        { Type: RecordTypes.A or RecordTypes.Aaaa, Data.Length: 4 or 16 } => new IPAddress(record.Data).ToString(),
        { Target.IsEmpty: false } => Convert.ToHexString(record.Data[..^record.Target.Length]) + "> " + WireName.ToText(record.Target),
        _ => Quoted(record.Data),
    };

    static string Quoted(ReadOnlySpan<byte> data)
    {
        var text = new StringBuilder("\"");
        foreach (var c in data)
        {
            text.Append(c is >= 0x20 and < 0x7F and not (byte)'\\' and not (byte)'"' ? ((char)c).ToString() : string.Create(CultureInfo.InvariantCulture, $"\\x{c:x2}"));
        }
        return text.Append('"').ToString();
    }
}
