using System.Globalization;
using System.Text;

namespace Nameward.Bench;

/// <summary>Writes made-up traffic as a dns.log of Zeek 7 in tab-separated form.</summary>
static class ZeekLog
{
    // 2026-03-18, UTC.
    const long Midnight = 1_773_792_000;
    const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    const string Head = "#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\tdns\n#open\t2026-03-18-00-00-00\n"
        + "#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\ttrans_id\trtt\tquery\tqclass\tqclass_name\tqtype\tqtype_name\t"
        + "rcode\trcode_name\tAA\tTC\tRD\tRA\tZ\tanswers\tTTLs\trejected\n"
        + "#types\ttime\tstring\taddr\tport\taddr\tport\tenum\tcount\tinterval\tstring\tcount\tstring\tcount\tstring\t"
        + "count\tstring\tbool\tbool\tbool\tbool\tcount\tvector[string]\tvector[interval]\tbool\n";

    /// <summary>Writes <paramref name="rows"/> rows, spread over one day.</summary>
    public static void Write(Traffic traffic, long rows, Stream output)
    {
        using var text = new StreamWriter(output, new UTF8Encoding(false), 1 << 20);
        text.Write(Head);
        var row = new StringBuilder(1024);
        for (long i = 0; i < rows; i++)
        {
            AppendRow(row, traffic, traffic.Next(86_400.0 * i / rows));
            text.Write(row);
            row.Clear();
        }
    }

    static void AppendRow(StringBuilder row, Traffic traffic, in LookUp lookUp)
    {
        var (client, refused) = (lookUp.Client, lookUp.Rcode == 5 ? 'T' : 'F');
        row.Append(CultureInfo.InvariantCulture, $"{Midnight + lookUp.Time:F6}\tC");
        for (var i = 0; i < 17; i++)
        {
            row.Append(Alphabet[traffic.Below(Alphabet.Length)]);
        }
        row.Append(CultureInfo.InvariantCulture, $"\t10.{client / 1000}.{client / 250 % 4}.{client % 250 + 1}\t{1024 + traffic.Below(64_000)}\t10.0.0.{53 + client % 2}\t53\tudp\t");
        row.Append(CultureInfo.InvariantCulture, $"{traffic.Below(65_536)}\t0.{500 + traffic.Below(80_000):D6}\t{lookUp.Name}\t1\tC_INTERNET\t{lookUp.Type}\t{NameOf(lookUp.Type)}\t");
        row.Append(CultureInfo.InvariantCulture, $"{lookUp.Rcode}\t{RcodeName(lookUp.Rcode)}\tF\tF\tT\t{(refused == 'T' ? 'F' : 'T')}\t0\t");
        AppendAnswers(row, traffic, lookUp);
        row.Append('\t').Append(refused).Append('\n');
    }

    static void AppendAnswers(StringBuilder row, Traffic traffic, in LookUp lookUp)
    {
        if (lookUp.Rcode != 0 || lookUp.Type is not (1 or 28))
        {
            row.Append("-\t-");
            return;
        }
        var (addresses, alias) = (1 + traffic.Below(3), traffic.Below(4) == 0);
        row.Append(alias ? string.Create(CultureInfo.InvariantCulture, $"e{traffic.Below(1024)}.{lookUp.Zone},") : "");
        for (var i = 0; i < addresses; i++)
        {
            row.Append(i > 0 ? "," : "").Append(lookUp.Type == 1 ? V4(traffic) : V6(traffic));
        }
        row.Append('\t').Append(alias ? "300.000000," : "");
        for (var i = 0; i < addresses; i++)
        {
            row.Append(CultureInfo.InvariantCulture, $"{(i > 0 ? "," : "")}{30 + traffic.Below(3600)}.000000");
        }
    }

    static string V4(Traffic traffic) => string.Create(CultureInfo.InvariantCulture, $"{1 + traffic.Below(223)}.{traffic.Below(256)}.{traffic.Below(256)}.{traffic.Below(256)}");

    static string V6(Traffic traffic) => string.Create(CultureInfo.InvariantCulture, $"2600:{traffic.Below(65_536):x}:{traffic.Below(65_536):x}::{1 + traffic.Below(65_535):x}");

    static string NameOf(ushort type) => type switch
    {
        1 => "A",
        5 => "CNAME",
        10 => "NULL",
        12 => "PTR",
        15 => "MX",
        16 => "TXT",
        28 => "AAAA",
        33 => "SRV",
        65 => "HTTPS",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    static string RcodeName(int rcode) => rcode switch { 0 => "NOERROR", 2 => "SERVFAIL", 3 => "NXDOMAIN", _ => "REFUSED" };
}
