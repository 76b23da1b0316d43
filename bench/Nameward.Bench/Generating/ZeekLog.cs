namespace Nameward.Bench.Generating;

/// <summary>Made-up traffic as a dns.log of Zeek 7 in tab-separated form, a row a look-up.</summary>
sealed class ZeekLog : IForm
{
    readonly ZeekUids _uids = new();

    public void Head(OutputBuffer to) => to.Text(
        "#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\tdns\n#open\t2026-03-18-00-00-00\n"u8
        + "#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\ttrans_id\trtt\tquery\tqclass\tqclass_name\tqtype\tqtype_name\t"u8
        + "rcode\trcode_name\tAA\tTC\tRD\tRA\tZ\tanswers\tTTLs\trejected\n"u8
        + "#types\ttime\tstring\taddr\tport\taddr\tport\tenum\tcount\tinterval\tstring\tcount\tstring\tcount\tstring\t"u8
        + "count\tstring\tbool\tbool\tbool\tbool\tcount\tvector[string]\tvector[interval]\tbool\n"u8);

    public void Write(OutputBuffer to, LookUp lookUp)
    {
        WriteConnection(to, lookUp);
        WriteQuestion(to, lookUp);
        WriteAnswers(to, lookUp);
        to.Byte('\t');
        to.Byte(lookUp.IsRefused ? 'T' : 'F');
        to.Byte('\n');
        to.EndRecord();
    }

    void WriteConnection(OutputBuffer to, LookUp lookUp)
    {
        to.Seconds(Words.Midnight + lookUp.Time);
        to.Byte('\t');
        to.Text(_uids.Next());
        to.Byte('\t');
        to.Address(Words.AddressOf(lookUp.Client));
        to.Byte('\t');
        to.Number(lookUp.Port);
        to.Byte('\t');
        to.Address(Words.ServerOf(lookUp.Client));
        to.Text("\t53\tudp\t"u8);
        to.Number(lookUp.Id);
        to.Byte('\t');
        to.Seconds(lookUp.RoundTrip);
        to.Byte('\t');
    }

    static void WriteQuestion(OutputBuffer to, LookUp lookUp)
    {
        to.Text(lookUp.Name);
        to.Text("\t1\tC_INTERNET\t"u8);
        to.Number(lookUp.Type);
        to.Byte('\t');
        to.Text(Words.TypeName(lookUp.Type));
        to.Byte('\t');
        to.Number(lookUp.Rcode);
        to.Byte('\t');
        to.Text(Words.RcodeName(lookUp.Rcode));
        to.Text("\tF\tF\tT\t"u8);
        to.Byte(lookUp.IsRefused ? 'F' : 'T');
        to.Text("\t0\t"u8);
    }

    static void WriteAnswers(OutputBuffer to, LookUp lookUp)
    {
        if (lookUp.Addresses > 0)
        {
            WriteAddresses(to, lookUp);
        }
        else if (lookUp.Text.Length > 0)
        {
            to.Text("TXT "u8);
            to.Number(lookUp.Text.Length);
            to.Byte(' ');
            to.Text(lookUp.Text);
            to.Text("\t60.000000"u8);
        }
        else
        {
            to.Text("-\t-"u8);
        }
    }

    static void WriteAddresses(OutputBuffer to, LookUp lookUp)
    {
        if (lookUp.Alias >= 0)
        {
            to.Byte('e');
            to.Number(lookUp.Alias);
            to.Byte('.');
            to.Text(lookUp.ZoneName);
            to.Byte(',');
        }
        for (var i = 0; i < lookUp.Addresses; i++)
        {
            to.Text(i > 0 ? ","u8 : default);
            to.Answer(lookUp.Type, lookUp.AddressBits[i]);
        }
        to.Text(lookUp.Alias >= 0 ? "\t300.000000,"u8 : "\t"u8);
        for (var i = 0; i < lookUp.Addresses; i++)
        {
            to.Text(i > 0 ? ","u8 : default);
            to.Number(lookUp.Ttls[i]);
            to.Text(".000000"u8);
        }
    }
}
