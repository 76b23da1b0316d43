# loads the values, and shows them to the framework where it does not look by itself
# case 1; made 2026-12-01 09:00 UTC by nameward 0.1.0, serial 1796115600
# meant to end 2026-12-01 09:00 UTC; to end it sooner, see the steps of the rollback in index.html
@load policy/frameworks/intel/seen
@load policy/frameworks/intel/do_notice

redef Intel::read_files += { @DIR + "/nameward-1.intel" };

event dns_request(c: connection, msg: dns_msg, query: string, qtype: count, qclass: count)
	{
	local name = query;
	while ( /[.]/ in name )
		{
		name = sub(name, /^[^.]*[.]/, "");
		Intel::seen(Intel::Seen($indicator=name, $indicator_type=Intel::DOMAIN, $conn=c, $where=DNS::IN_REQUEST));
		}
	}

event dns_NS_reply(c: connection, msg: dns_msg, ans: dns_answer, name: string)
	{
	Intel::seen(Intel::Seen($indicator=name, $indicator_type=Intel::DOMAIN, $conn=c, $where=DNS::IN_RESPONSE));
	}

event new_connection(c: connection)
	{
	if ( get_port_transport_proto(c$id$resp_p) == udp )
		Intel::seen(Intel::Seen($host=c$id$resp_h, $conn=c, $where=Conn::IN_RESP));
	}
