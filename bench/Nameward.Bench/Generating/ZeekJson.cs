namespace Nameward.Bench.Generating;

/// <summary>Made-up traffic as a dns.log of Zeek 7 in JSON (policy/tuning/json-logs), a line a look-up; what is not set is left out.</summary>
sealed class ZeekJson : IForm
{
    readonly ZeekUids _uids = new();

    public void Head(OutputBuffer to)
    {
    }

    public void Write(OutputBuffer to, LookUp lookUp)
    {
        WriteConnection(to, lookUp);
        WriteQuestion(to, lookUp);
        WriteAnswers(to, lookUp);
        to.Text(lookUp.IsRefused ? ",\"rejected\":true}\n"u8 : ",\"rejected\":false}\n"u8);
        to.EndRecord();
    }

    void WriteConnection(OutputBuffer to, LookUp lookUp)
    {
        to.Text("{\"ts\":"u8);
        to.Seconds(Words.Midnight + lookUp.Time);
        to.Text(",\"uid\":\""u8);
        to.Text(_uids.Next());
        to.Text("\",\"id.orig_h\":\""u8);
        to.Address(Words.AddressOf(lookUp.Client));
        to.Text("\",\"id.orig_p\":"u8);
        to.Number(lookUp.Port);
        to.Text(",\"id.resp_h\":\""u8);
        to.Address(Words.ServerOf(lookUp.Client));
        to.Text("\",\"id.resp_p\":53,\"proto\":\"udp\",\"trans_id\":"u8);
        to.Number(lookUp.Id);
        to.Text(",\"rtt\":"u8);
        to.Seconds(lookUp.RoundTrip);
    }

    static void WriteQuestion(OutputBuffer to, LookUp lookUp)
    {
        to.Text(",\"query\":\""u8);
        to.Text(lookUp.Name);
        to.Text("\",\"qclass\":1,\"qclass_name\":\"C_INTERNET\",\"qtype\":"u8);
        to.Number(lookUp.Type);
        to.Text(",\"qtype_name\":\""u8);
        to.Text(Words.TypeName(lookUp.Type));
        to.Text("\",\"rcode\":"u8);
        to.Number(lookUp.Rcode);
        to.Text(",\"rcode_name\":\""u8);
        to.Text(Words.RcodeName(lookUp.Rcode));
        to.Text("\",\"AA\":false,\"TC\":false,\"RD\":true,\"RA\":"u8);
        to.Text(lookUp.IsRefused ? "false,\"Z\":0"u8 : "true,\"Z\":0"u8);
    }

    static void WriteAnswers(OutputBuffer to, LookUp lookUp)
    {
        if (lookUp.Addresses > 0)
        {
            WriteAddresses(to, lookUp);
        }
        else if (lookUp.Text.Length > 0)
        {
            to.Text(",\"answers\":[\"TXT "u8);
            to.Number(lookUp.Text.Length);
            to.Byte(' ');
            to.Text(lookUp.Text);
            to.Text("\"],\"TTLs\":[60.0]"u8);
        }
    }

    static void WriteAddresses(OutputBuffer to, LookUp lookUp)
    {
        to.Text(",\"answers\":["u8);
        if (lookUp.Alias >= 0)
        {
            to.Text("\"e"u8);
            to.Number(lookUp.Alias);
            to.Byte('.');
            to.Text(lookUp.ZoneName);
            to.Text("\","u8);
        }
        for (var i = 0; i < lookUp.Addresses; i++)
        {
            to.Text(i > 0 ? ",\""u8 : "\""u8);
            to.Answer(lookUp.Type, lookUp.AddressBits[i]);
            to.Byte('"');
        }
        to.Text(lookUp.Alias >= 0 ? "],\"TTLs\":[300.0,"u8 : "],\"TTLs\":["u8);
        for (var i = 0; i < lookUp.Addresses; i++)
        {
            to.Text(i > 0 ? ","u8 : default);
            to.Number(lookUp.Ttls[i]);
            to.Text(".0"u8);
        }
        to.Byte(']');
    }
}
