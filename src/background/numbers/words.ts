/** What the words around digits say of them, in the languages of many countries. */

/** `call`: they are a number to call. `other`: they are something else. `none`: nothing is said. */
export type Saying = 'call' | 'other' | 'none';

/** Words go on behind these, as in "Telefonnummer" and "вызовите". */
const CALL = startsWith(
	`telef télé telep telemó phone faks fax mobil móv handyn whats hotline helpline helpdesk kontakt contact contat callcent
	anruf rufnummer servicen supportn notfall appel chiam llam llám zadzwo zavol volej hívj puh komór matkapuh soita cellul switchboard zentrale freephone notruf
	тел моб факс звон вызов τηλ κιν φαξ טל נייד פקס الهاتف هاتف جوال موبايل फोन फ़ोन मोबाइल 電話 电话 手机 手機 传真 傳真 携帯 전화 휴대 팩스 โทร`,
);
const CALL_WORDS = words(
	`tel tels tél telnr telno phones? ph fons? fono fone mob cell cel gsm handy call calls calling dial dialing dialling ring ringe ringen rufen ruf
	sms text tlf tif tlp tln hp wa cep viber ara arayın bel ligue ligar tollfree toll-free`,
);
/** Single letters, of business cards; with a full stop they are mostly something else. */
const CALL_LETTER = /(?:^|[\s|/])[tfmpcwo]:\s*$/i;

const OTHER = startsWith(
	`invoice rechnung factur fattur faktur receipt quittung számla bestell auftrag iban swift konto cuenta rekening kreditkart mastercard amex
	steuer umsatzst siret siren pesel regon gstin aadha personn organi orgnr handelsreg versi revis commit changeset checksum uuid guid hash seri
	isbn issn gtin patent seite página pagina pages strona server netmask subnet gateway timestamp epoch latitud longitud coord koord
	amount betrag montant importe price preis prix prezzo precio popula einwohner offset checks postcode postleit password passwor token tracking sendung
	referen aktenz inode byte build`,
);
const OTHER_WORDS = words(
	`order orden ordine pedido commande ref inv sku ean upc asin vat ust ustid uid mwst tva iva btw cif nif nie cnpj cpf cuit cuil dni rut rfc curp
	ssn sin utr nino tin ein abn acn pan hrb hra rcs kvk nip krs ičo ico dič dic cvr cpr afm αφμ bic blz awb ups dhl cve pr rev ver v rc sn pn mpn
	id ids otp tan mac ip ipv imei imsi iccid vin pp p pg page vol lat lon lng gps zip plz doi pmid oclc lccn md sha crc oid pid gid asn bug bugs issue
	issues account acct card karte carte visa size seed key pin serial model modell total sum usd eur gbp chf inr rs jpy krw pln czk huf sek nok dkk
	port release closes fixes ticket case lot batch sample length count line lines rows code clause dfars? far usc cfr buffer year since date datum fecha seq hex merge merged pick art artikel article item part`,
);
/** Of these a number only if one is spoken of: a customer's number, not the customers' service. */
const OTHER_NUMBER = startsWith(
	`kund kd customer client klient asiak member mitglied abonn polic versicher contra vertrag booking buchung reserv prenot passport passnum reisepass
	licen lizenz matric matrik registr product produ catalog katalog flight flug parcel paket shipment envío colis track deliver liefer vehic stock`,
);
const NUMBER_WORD =
	/^(?:n[o°ºr]?|num|numbers?|nummer|numéro|numero|número|numer|number|szám|číslo|cislo|nro|№|#|code|id)$/;
const COMPOUND_NUMBER = /(?:nummer|nr|numer[oa]?|number|-id|-no)$/;

const AFTER = words(
	`bytes? [kmgtp]i?b bits? [kmgt]?bps [kmgt]?hz [mµun]?s secs? seconds? sekunden min mins minutes? hours? hrs? days? tage years? jahre km cm mm mi ft kg mg lbs? oz ml kwh? mw px pt em dpi fps
	eur euros? usd gbp chf inr jpy krw pln zł czk kč huf sek nok dkk kr rub руб dollars? points? pages? pcs items? rows? lines? users? people inhabitants einwohner habitants? abitanti habitantes
	views? votes? downloads? followers times tokens? records? entries files? packets? samples? iterations? cycles blocks sectors uhr am pm v`,
);

/** What the words right before say: the last ones, up to where another clause ends. */
export function sayingBefore(before: string): Saying {
	const clause = /(?:^|[,;!?\n|•·]|[.)]\s(?=.*\s\S))([^,;!?\n|•·]*)$/.exec(before)?.[1] ?? before;
	if (CALL_LETTER.test(before)) return 'call';
	const tokens = clause.toLowerCase().match(/[\p{L}\p{M}\p{N}°º№#](?:[\p{L}\p{M}\p{N}'’-]*[\p{L}\p{M}\p{N}])?/gu) ?? [];
	let saysNumber = false;
	for (const [i, token] of tokens.slice(-4).reverse().entries()) {
		if (NUMBER_WORD.test(token)) saysNumber = true;
		else {
			const saying = sayingOf(token, saysNumber, i === 0 || saysNumber);
			if (saying !== 'none') return saying;
			saysNumber = false;
		}
	}
	return 'none';
}

/** What the words right behind say: measures, above all. */
export function sayingAfter(after: string): Saying {
	const [, word = ''] = /^[ -]?([\p{L}µ]+)/u.exec(after) ?? [];
	return AFTER.test(word.toLowerCase()) || /^\s?[%‰°€$£¥₹]/.test(after) ? 'other' : 'none';
}

function sayingOf(word: string, saysNumber: boolean, isNearest: boolean): Saying {
	if (CALL.test(word) || CALL_WORDS.test(word)) return 'call';
	if (!isNearest) return 'none';
	const isOther =
		OTHER.test(word) || OTHER_WORDS.test(word) || COMPOUND_NUMBER.test(word) || (saysNumber && OTHER_NUMBER.test(word));
	return isOther ? 'other' : 'none';
}

function startsWith(stems: string): RegExp {
	return new RegExp(`^(?:${stems.trim().replace(/\s+/g, '|')})`, 'u');
}

function words(list: string): RegExp {
	return new RegExp(`^(?:${list.trim().replace(/\s+/g, '|')})$`, 'u');
}
